import type { ClientHttp2Session } from 'node:http2';
import {
  type Fault,
  fail,
  LINK_PATHS,
  type Manifest,
  type NodeState,
  type OfferedModel,
  ok,
  type Result,
  type Signed,
} from '@spindle/shared';
import * as z from 'zod/mini';
import { callJson, endSession, openCall } from './call-node.ts';
import { Http2NodeStream } from './http2-node-stream.ts';
import type { KnownNode } from './nodes.repo.ts';
import type { CircuitView, NodePresence, NodeStream } from './shapes.ts';
import type { TrackRecord } from './track-record.ts';

const Anything = z.unknown();
/** Acknowledgements of one moment travel together. */
const ACK_GATHER_MS = 20;
/** An answer in work of which nobody told how long it may become. */
const TYPICAL_ANSWER_TOKENS = 300;

export interface Said {
  manifest: Manifest;
  signed: Signed;
  state: NodeState;
}

/** A linked node: its HTTP/2 session, and what it said of itself last. */
export class Link implements NodePresence {
  readonly nodeId: string;
  readonly listingId: string;
  readonly identityKey: string;
  loadedModels: ReadonlySet<string>;
  /** Called when what it can take may have changed. */
  onSlotsChanged: () => void = () => {};
  #said: Said;
  #inFlight = 0;
  #acks: string[] = [];

  constructor(
    readonly session: ClientHttp2Session,
    node: KnownNode,
    said: Said,
    /** What its listing offered when it was last told so. */
    public offers: readonly OfferedModel[],
    readonly linkedSinceMs: number,
    private readonly record: TrackRecord,
  ) {
    this.nodeId = node.nodeId;
    this.listingId = node.listingId;
    this.identityKey = node.identityKey;
    this.#said = said;
    this.loadedModels = loadedOf(said.state);
  }

  get manifest(): Manifest {
    return this.#said.manifest;
  }
  get manifestText(): string {
    return this.#said.signed.text;
  }
  get manifestSignature(): string {
    return this.#said.signed.signature;
  }
  get slots(): number {
    return this.#said.state.slots;
  }
  get busy(): number {
    return Math.max(this.#said.state.busy, this.#inFlight);
  }
  get inFlight(): number {
    return this.#inFlight;
  }
  get isDraining(): boolean {
    return this.#said.state.draining || this.session.closed || this.session.destroyed;
  }
  get tokensPerSecond(): number | null {
    return this.record.speed.tokensPerSecond;
  }
  get firstTokenMs(): number | null {
    return this.record.speed.firstTokenMs;
  }
  get firstTokenP95Ms(): number | null {
    return this.record.firstTokenP95Ms;
  }
  get answers(): number {
    return this.record.answers;
  }
  get outstandingTokens(): number {
    const untold = Math.max(0, this.busy - this.record.working);
    return this.record.outstandingTokens + untold * TYPICAL_ANSWER_TOKENS;
  }
  get circuit(): CircuitView {
    return this.record.circuit;
  }

  setState(state: NodeState): void {
    this.#said = { ...this.#said, state };
    this.loadedModels = loadedOf(state);
    this.onSlotsChanged();
  }

  setManifest(manifest: Manifest, signed: Signed): void {
    this.#said = { ...this.#said, manifest, signed };
  }

  /** Hands a sealed request over. Refusal: `node_lost`. */
  infer(body: Uint8Array): Result<NodeStream> {
    try {
      const call = openCall(this.session, 'POST', LINK_PATHS.infer, body);
      this.#inFlight++;
      call.once('close', () => {
        this.#inFlight--;
        this.onSlotsChanged();
      });
      return ok(new Http2NodeStream(call, this.nodeId));
    } catch {
      return fail('node_lost', { delivered: 0 });
    }
  }

  /** Lets the node forget receipts. A lost acknowledgement does no harm: the receipt comes again. */
  ack(jobIds: readonly string[]): void {
    if (this.#acks.length === 0) setTimeout(() => this.#sendAcks(), ACK_GATHER_MS);
    this.#acks.push(...jobIds);
  }

  /** Ends the link, and tells the node why. */
  end(fault: Fault): void {
    endSession(this.session, fault);
  }

  #sendAcks(): void {
    const jobIds = this.#acks;
    this.#acks = [];
    if (this.session.destroyed || jobIds.length === 0) return;
    callJson(this.session, 'POST', LINK_PATHS.receiptsAck, Anything, { jobIds }).catch(() => {});
  }
}

const loadedOf = (state: NodeState): ReadonlySet<string> =>
  new Set(state.models.filter(({ loaded }) => loaded).map(({ model }) => model));
