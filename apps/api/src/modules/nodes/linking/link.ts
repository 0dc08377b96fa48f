import type { ClientHttp2Session } from 'node:http2';
import {
  type Earnings,
  type Fault,
  fail,
  LINK_PATHS,
  type Manifest,
  type NodeState,
  type OfferedModel,
  ok,
  type Result,
  type Signed,
  type Telemetry,
} from '@spindle/shared';
import * as z from 'zod/mini';
import type { EvidenceStanding } from '../../attestation/index.ts';
import type { KnownNode } from '../nodes.repo.ts';
import type { TrackRecord } from '../record/track-record.ts';
import type { CircuitView, HeardTelemetry, Held, NodePresence, NodeStream } from '../shapes.ts';
import { loadedOf, slowFactsOf, troublesOf } from '../telling/told.ts';
import { callJson, endSession, openCall } from '../wire/call-node.ts';
import { Http2NodeStream } from '../wire/http2-node-stream.ts';
import { type Measured, probeNode } from '../wire/probe-node.ts';
import { readEvidence } from '../wire/read-evidence.ts';

const Anything = z.unknown();
/** Why the market sends nobody to a machine that is linked; what is worse comes first. */
const HOLDS = ['twins', 'clock'] as const;
export type HoldKind = (typeof HOLDS)[number];
/** Acknowledgements of one moment travel together. */
const ACK_GATHER_MS = 20;
/** Of devices that ask with a nonce; a quote takes some 50 ms. */
const MOST_QUESTIONS = 16;
const ASK_AGAIN_SECONDS = 2;
/** An answer in work of which nobody told how long it may become. */
const TYPICAL_ANSWER_TOKENS = 300;

export interface Said {
  manifest: Manifest;
  signed: Signed;
  state: NodeState;
}

/**
 * A linked node: its HTTP/2 session, and how it is now. What routing asks for are plain fields, brought up to date when
 * something changes: they are read for thousands of nodes at each quote, far more often than they change.
 */
export class Link implements NodePresence {
  readonly nodeId: string;
  readonly listingId: string;
  readonly identityKey: string;
  slots = 0;
  busy = 0;
  isDraining = false;
  isSuspected = false;
  refusing: string | null = null;
  answers = 0;
  outstandingTokens = 0;
  circuitUntilMs: number | null = null;
  tokensPerSecond: number | null = null;
  firstTokenMs: number | null = null;
  loadedModels: ReadonlySet<string>;
  manifest: Manifest;
  /** The newest that it told of machine and engines; null until it did. */
  telemetry: HeardTelemetry | null = null;
  troubles: ReadonlyMap<string, string>;
  /** How the evidence for its manifest stands; null for a machine without an enclave. */
  evidence: EvidenceStanding | null = null;
  /** Called when it told something new of what its engines are. */
  onTold: (telemetry: HeardTelemetry) => void = () => {};
  /** Called when what it can take may have changed. */
  onSlotsChanged: () => void = () => {};
  #said: Said;
  #inFlight = 0;
  #probes = 0;
  #isEnding = false;
  #isResting = false;
  #holds: Partial<Record<HoldKind, Held>> = {};
  #acks: string[] = [];
  /** With a nonce, on their way. */
  #questions = 0;

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
    this.manifest = said.manifest;
    this.loadedModels = loadedOf(said.state);
    this.troubles = troublesOf(said.state);
    record.onChange = () => this.#update();
    session.once('goaway', () => this.#takeNoMore());
    this.#update();
  }

  get manifestText(): string {
    return this.#said.signed.text;
  }
  get manifestSignature(): string {
    return this.#said.signed.signature;
  }
  get inFlight(): number {
    return this.#inFlight;
  }
  get firstTokenP95Ms(): number | null {
    return this.record.firstTokenP95Ms;
  }
  get circuit(): CircuitView {
    return this.record.circuit;
  }

  setState(state: NodeState): void {
    this.#said = { ...this.#said, state };
    this.loadedModels = loadedOf(state);
    this.troubles = troublesOf(state);
    this.#update();
    this.onSlotsChanged();
  }

  setTelemetry(told: Telemetry, atMs: number): void {
    const isNews = slowFactsOf(told) !== (this.telemetry && slowFactsOf(this.telemetry.told));
    this.telemetry = { told, atMs };
    if (isNews) this.onTold(this.telemetry);
  }

  /** @param evidence how the evidence for this very manifest stands. */
  setManifest(manifest: Manifest, signed: Signed, evidence: EvidenceStanding | null): void {
    this.#said = { ...this.#said, manifest, signed };
    this.manifest = manifest;
    this.setEvidence(evidence);
  }

  /** Evidence for another manifest than the one in force says nothing of the keys that requests are sealed to. */
  setEvidence(evidence: EvidenceStanding | null): void {
    const isOfOther = evidence?.manifest != null && evidence.manifest !== this.manifestText;
    this.evidence = isOfOther ? notShown(evidence) : evidence;
  }

  /** Whether its owner has planned maintenance for now: it then takes no new work, as if it drained. */
  setResting(isResting: boolean): void {
    if (this.#isResting === isResting) return;
    this.#isResting = isResting;
    this.#update();
    this.onSlotsChanged();
  }

  /** Why the market sends nobody there, by what it has seen itself; null while it does. */
  get held(): ({ kind: HoldKind } & Held) | null {
    for (const kind of HOLDS) {
      const held = this.#holds[kind];
      if (held) return { kind, ...held };
    }
    return null;
  }

  /** Sends nobody there, until called with null: it then takes no new work, as if it drained. */
  hold(kind: HoldKind, held: Held | null): void {
    const before = this.#holds[kind] ?? null;
    if (before === held) return;
    // Since when stays what it was.
    const { [kind]: _, ...others } = this.#holds;
    this.#holds = held ? { ...others, [kind]: { ...held, sinceMs: before?.sinceMs ?? held.sinceMs } } : others;
    this.#update();
    this.onSlotsChanged();
  }

  /** Hands a sealed request over. Refusal: `node_lost`. */
  infer(body: Uint8Array): Result<NodeStream> {
    try {
      const call = openCall(this.session, 'POST', LINK_PATHS.infer, body);
      this.#inFlight++;
      this.#update();
      call.once('close', () => {
        this.#inFlight--;
        this.#update();
        this.onSlotsChanged();
      });
      return ok(new Http2NodeStream(call, this.nodeId));
    } catch {
      return fail('node_lost', { delivered: 0 });
    }
  }

  /** Times a tiny answer. It takes a slot of the node as a buyer's does, so that nobody is sent there meanwhile. */
  async probe(): Promise<Measured | null> {
    this.#probes++;
    this.#update();
    try {
      return await probeNode(this.session);
    } finally {
      this.#probes--;
      this.#update();
      this.onSlotsChanged();
    }
  }

  /**
   * Evidence that answers a device's nonce, made at once. The node makes one quote after the other, so few may wait.
   * Refusals: `node_busy`, `node_lost`.
   */
  async attest(nonce: string): Promise<Result<string>> {
    if (this.#questions >= MOST_QUESTIONS) return fail('node_busy', { retryAfterSeconds: ASK_AGAIN_SECONDS });
    this.#questions++;
    try {
      return ok(await readEvidence(this.session, nonce));
    } catch {
      return fail('node_lost', { delivered: 0 });
    } finally {
      this.#questions--;
    }
  }

  /** Lets the node forget receipts. A lost acknowledgement does no harm: the receipt comes again. */
  ack(jobIds: readonly string[]): void {
    if (this.#acks.length === 0) setTimeout(() => this.#sendAcks(), ACK_GATHER_MS);
    this.#acks.push(...jobIds);
  }

  /** Tells what its provider is promised. @returns false when the node did not take it, or is gone. */
  async tellEarnings(earnings: Earnings): Promise<boolean> {
    try {
      await callJson(this.session, 'POST', LINK_PATHS.earnings, Anything, earnings);
      return true;
    } catch {
      return false;
    }
  }

  /** Ends the link, and tells the node why. */
  end(fault: Fault): void {
    this.#takeNoMore();
    endSession(this.session, fault);
  }

  #takeNoMore(): void {
    this.#isEnding = true;
    this.#update();
  }

  #update(): void {
    const { state } = this.#said;
    const { speed, answers, outstandingTokens, working, circuitUntilMs } = this.record;
    this.slots = state.slots;
    this.busy = Math.max(state.busy, this.#inFlight + this.#probes);
    const { held } = this;
    this.isDraining = state.draining || this.#isEnding || this.#isResting || held !== null;
    this.refusing = held?.code ?? state.refusing ?? null;
    this.answers = answers;
    this.outstandingTokens = outstandingTokens + Math.max(0, this.busy - working) * TYPICAL_ANSWER_TOKENS;
    this.circuitUntilMs = circuitUntilMs;
    this.tokensPerSecond = speed.tokensPerSecond;
    this.firstTokenMs = speed.firstTokenMs;
  }

  #sendAcks(): void {
    const jobIds = this.#acks;
    this.#acks = [];
    if (this.session.destroyed || jobIds.length === 0) return;
    callJson(this.session, 'POST', LINK_PATHS.receiptsAck, Anything, { jobIds }).catch(() => {});
  }
}

const notShown = ({ sinceMs, unjudged }: EvidenceStanding): EvidenceStanding => ({
  ...{ state: 'missing', code: 'evidence_not_shown', facts: {}, sinceMs, hash: null, manifest: null, untilMs: null },
  unjudged,
});
