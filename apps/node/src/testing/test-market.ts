import { join } from 'node:path';
import {
  type Delta,
  decodeDeltas,
  FrameReader,
  generateSigner,
  type SealedBody,
  type SealedRequest,
  SIGNING_DOMAINS,
  type Signer,
  sealRequest,
  signDocument,
} from '@spindle/sealed/node';
import {
  encodeHeaded,
  type Fault,
  FrameType,
  type InferHead,
  type Manifest,
  type Quote,
  type Receipt,
  type Segment,
  type Signed,
  type Terms,
  unwrap,
  uuidv7,
} from '@spindle/shared';
import { type AnswerParts, answerRequest } from '../answer/answer-request.ts';
import { ReplayGuard } from '../answer/replay-guard.ts';
import type { Reply } from '../answer/reply.ts';
import { Capacity } from '../capacity.ts';
import { Deliveries } from '../deliveries.ts';
import type { Engine } from '../engines/index.ts';
import { Journal } from '../journal.ts';
import { KeyRing } from '../manifest.ts';
import { Models } from '../models.ts';
import { temporaryFolder } from './temporary-folder.ts';

const MODEL = { model: 'tiny', revision: 'r1', contextLength: 2048 };

/** A node without its link: everything between the bytes of a request and those of its answer. */
export interface TestMachine {
  nodeId: string;
  identity: Signer;
  manifest: Manifest;
  manifestSigned: Signed;
  parts: AnswerParts;
  faults: Fault[];
  close(): Promise<void>;
}

/** The broker of a test: signs quotes, carries frames. */
export class TestMarket {
  readonly signer = generateSigner();
  readonly clock = { now: Date.now() };
  readonly accountId = uuidv7(Date.now());

  async machine(engine: Engine): Promise<TestMachine> {
    const folder = temporaryFolder();
    const nowMs = () => this.clock.now;
    const identity = generateSigner();
    const nodeId = uuidv7(this.clock.now);
    const models = new Models([{ model: MODEL.model, engine }], [MODEL], () => {});
    const keys = new KeyRing({ env: 'dev', nodeId, identity, engine: () => engine.name, nowMs });
    await models.watch();
    await keys.setModels(models.offered);
    const { manifest, signed } = await keys.current();
    const journal = await Journal.open(join(folder, 'journal'));
    const replays = new ReplayGuard(join(folder, 'replays'), nowMs);
    const faults: Fault[] = [];
    const membership = {
      ...{ nodeId, listingId: uuidv7(this.clock.now), brokerKey: this.signer.publicKey, env: 'dev' as const },
      ...{ offers: [MODEL], tier: 'community' as const, brokerUrl: 'https://market.test' },
    };
    const parts: AnswerParts = {
      ...{ membership, identityKey: identity.publicKey, keys, models, nowMs, replays },
      capacity: new Capacity(8, () => {}),
      deliveries: new Deliveries(journal, nowMs, () => {}),
      earnings: { refusal: null, receiptIssued: () => {} },
      onFault: (fault) => void faults.push(fault),
      onJournalFault: () => {},
    };
    const close = async () => {
      await models.close();
      replays.close();
      await journal.close();
    };
    return { nodeId, identity, manifest, manifestSigned: signed, parts, faults, close };
  }

  /** A quote for these machines, and a request sealed for those of them that `sealFor` names. */
  async ask(
    machines: readonly TestMachine[],
    body: SealedBody,
    changes: { terms?: Partial<Terms>; sealFor?: readonly TestMachine[] } = {},
  ): Promise<TestJob> {
    const now = this.clock.now;
    const jobId = uuidv7(now);
    const termsOf = ({ nodeId, parts }: TestMachine): Terms => ({
      ...{ v: 1, env: 'dev', jobId, listingId: parts.membership.listingId, nodeId, kind: body.kind },
      ...{ model: MODEL.model, revision: MODEL.revision, tier: 'community' },
      ...{ inputMicroUsdPerMTok: '1', cachedInputMicroUsdPerMTok: '1', outputMicroUsdPerMTok: '1' },
      ...{ rateMicroUsdPerCoin: '3000000', feeBasisPoints: 0, maxInputTokens: 1_000, maxOutputTokens: 100 },
      expiresAt: now + 120_000,
      ...changes.terms,
    });
    const quote: Quote = {
      ...{ v: 1, env: 'dev', jobId, accountId: this.accountId, policy: 'cheapest', serviceClass: 'interactive' },
      request: { model: MODEL.model, maxInputTokens: 1_000, maxOutputTokens: 100 },
      decision: { considered: 1, excluded: [] },
      holdNano: '1000',
      candidates: machines.map((machine) => ({
        terms: termsOf(machine),
        manifest: machine.manifestSigned.text,
        manifestSignature: machine.manifestSigned.signature,
        identityKey: machine.identity.publicKey,
      })),
      issuedAt: now,
      expiresAt: now + 60_000,
    };
    const recipient = (machine: TestMachine) => ({ terms: termsOf(machine), sealKey: machine.manifest.sealKey });
    const candidates = (changes.sealFor ?? machines).map(recipient);
    const sealed = unwrap(await sealRequest({ candidates, jobId, body }));
    const signed = await signDocument(SIGNING_DOMAINS.quote, quote, this.signer);
    return new TestJob(signed, sealed, jobId, termsOf, recipient);
  }
}

/** What one machine answered. */
export interface TestAnswer {
  deltas: Delta[];
  text: string;
  /** Clear counts of its frames. */
  counts: number[];
  end: Extract<Delta, { kind: 'end' }> | null;
  receipt: Receipt | null;
  signedReceipt: Signed | null;
  /** Its frames, and whether a fault came instead of, or after, them. */
  frames: Buffer[];
  fault: Fault | null;
}

/** One job of a test, as broker and buyer hold it. */
export class TestJob {
  #attempt = 0;
  /** What was delivered so far. */
  readonly #segments: Segment[] = [];
  readonly #delivered: Buffer[] = [];

  constructor(
    readonly quote: Signed,
    readonly sealed: SealedRequest,
    readonly jobId: string,
    readonly termsOf: (machine: TestMachine) => Terms,
    readonly recipient: (machine: TestMachine) => { terms: Terms; sealKey: string },
  ) {}

  /** The body of the next `/infer`. */
  body(head: Partial<InferHead> = {}): Uint8Array {
    const begun = Buffer.concat(this.#delivered);
    const resume = { envelopeBytes: this.sealed.envelope.length, segments: this.#segments };
    const whole = { quote: this.quote, attempt: this.#attempt++, ...(begun.length > 0 && { resume }), ...head };
    return encodeHeaded(whole, Buffer.concat([this.sealed.envelope, begun]));
  }

  /** @param keep the broker delivers only so many of the frames (of those that are not the last): the machine broke off. */
  async answer(machine: TestMachine, parts: { keep?: number; head?: Partial<InferHead> } = {}): Promise<TestAnswer> {
    const { keep = Number.POSITIVE_INFINITY, head = {} } = parts;
    const attempt = this.#attempt;
    const said = await this.#call(machine, this.body(head), keep);
    const answer = await this.#open(machine, attempt, said);
    const delivered = said.frames.filter((frame) => frame[0] === FrameType.Text).slice(0, keep);
    const bytes = delivered.reduce((sum, frame) => sum + frame.length, 0);
    if (bytes > 0) this.#segments.push({ attempt, nodeId: machine.nodeId, bytes });
    this.#delivered.push(...delivered);
    return answer;
  }

  #call({ parts }: TestMachine, body: Uint8Array, keep: number) {
    const frames: Buffer[] = [];
    const cancel = new AbortController();
    let fault: Fault | null = null;
    let isOpen = true;
    const reply: Reply = {
      cancelled: cancel.signal,
      get isOpen() {
        return isOpen;
      },
      drained: undefined,
      frame: (frame) => {
        if (!isOpen) return;
        frames.push(Buffer.from(frame));
        if (frames.length < keep) return;
        isOpen = false;
        cancel.abort();
      },
      refuse: (said) => {
        fault ??= said;
        isOpen = false;
      },
      end: () => {
        isOpen = false;
      },
    };
    return answerRequest(parts, body, reply).then(() => ({ frames, fault }));
  }

  async #open(machine: TestMachine, attempt: number, said: { frames: Buffer[]; fault: Fault | null }) {
    const opener = this.sealed.answer(attempt, machine.nodeId);
    const answer: TestAnswer = {
      ...{ deltas: [], text: '', counts: [], end: null, receipt: null, signedReceipt: null },
      ...said,
    };
    for (const frame of unwrap(new FrameReader().push(Buffer.concat(said.frames)))) {
      if (frame.type === FrameType.Receipt) {
        const signed: Signed = JSON.parse(Buffer.from(frame.bytes).toString());
        answer.signedReceipt = signed;
        answer.receipt = JSON.parse(signed.text);
        continue;
      }
      for (const delta of unwrap(decodeDeltas(unwrap(await opener.open(frame))))) {
        if (delta.kind === 'end') answer.end = delta;
        else answer.deltas.push(delta);
        if (delta.kind === 'text') answer.text += delta.text;
      }
      answer.counts.push(opener.outputTokens);
    }
    return answer;
  }
}
