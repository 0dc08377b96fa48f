import { encodeDeltas, encodeJsonFrame, openQuote, openRequest, signReceipt } from '@spindle/sealed/node';
import { makeNode, type TestNode } from '@spindle/sealed/testing';
import {
  type AccountId,
  decodeHeaded,
  type Fault,
  FaultError,
  FrameType,
  fail,
  InferHeadSchema,
  ok,
  type Receipt,
  type Result,
  type Signed,
  unwrap,
} from '@spindle/shared';
import { NodeLostError, type NodePresence, type NodeStream, type Outcome, type Work } from '../../nodes/index.ts';

const USAGE = { input: 12, cached: 2 };

/** What a machine of a test does with a request; an honest one says three words. */
export interface Behaviour {
  words?: string[];
  pauseMs?: number;
  /** Answers nothing but this. */
  refuse?: Fault;
  /** The link breaks after so many words. */
  loseAfter?: number;
  /** Says nothing more after so many words, until it is cancelled. */
  hangAfter?: number;
  /** Fails by an `Error` frame after so many words. */
  failAfter?: { words: number; fault: Fault };
  receipt?: (receipt: Receipt) => Receipt;
  /** Signs the receipt with another key. */
  forge?: boolean;
  frames?: (frames: Buffer[]) => Buffer[];
  chunkBytes?: number;
  /** The link breaks after so many words of its own. */
  loseAfterOwn?: number;
  /** Its engine takes over nothing. */
  cannotGoOn?: boolean;
  /** Before the first word. */
  firstPauseMs?: number;
  /** The link breaks between the last frame and the receipt. */
  loseReceipt?: boolean;
}

export interface TestMachine extends TestNode {
  listingId: string;
  providerId: AccountId;
  behaviour: Behaviour;
  presence: { -readonly [Name in keyof NodePresence]: NodePresence[Name] };
  isLinked: boolean;
  /** Questions that it opened, in clear: what only a node can do. */
  asked: unknown[];
  cancelled: number;
  acknowledged: string[];
  /** Receipts that could not go with their answers. */
  late: { jobId: string; receipt: Signed }[];
}

/** Machines in memory, with the real sealing on their side of the wire. */
export class TestMachines {
  readonly all: TestMachine[] = [];
  /** What the relay told of its attempts. */
  readonly outcomes: ({ nodeId: string } & Outcome)[] = [];
  readonly #listeners: ((nodeId: string) => void)[] = [];
  #looked = 0;

  constructor(
    private readonly brokerKey: string,
    private readonly nowMs: () => number,
  ) {}

  add(machine: TestMachine): TestMachine {
    this.all.push(machine);
    return machine;
  }
  presence = (nodeId: string): NodePresence | null => this.#linked(nodeId)?.presence ?? null;
  presencesOf = (listingId: string): NodePresence[] =>
    this.all.filter((it) => it.isLinked && it.listingId === listingId).map(({ presence }) => presence);
  /** Tests change machines by hand, so nothing that was joined before may be used. */
  linksVersion = (): number => this.#looked++;
  onSlotsChanged(listener: (nodeId: string) => void): void {
    this.#listeners.push(listener);
  }
  outcome = (nodeId: string, outcome: Outcome): void => void this.outcomes.push({ nodeId, ...outcome });
  begun = (): Work => ({ delivered: () => {}, ended: () => {} });
  ackReceipts = (nodeId: string, jobIds: readonly string[]): void => {
    this.#linked(nodeId)?.acknowledged.push(...jobIds);
  };
  infer = (nodeId: string, body: Uint8Array): Result<NodeStream> => {
    const machine = this.#linked(nodeId);
    return machine ? ok(this.#answer(machine, body)) : fail('node_lost', { delivered: 0 });
  };

  #linked(nodeId: string): TestMachine | undefined {
    return this.all.find((it) => it.nodeId === nodeId && it.isLinked);
  }

  #answer(machine: TestMachine, body: Uint8Array): NodeStream {
    let cancel = () => {};
    const end = this.#begin(machine);
    const state = { isCancelled: false, isDone: false };
    const cancelled = new Promise<void>((resolve) => {
      cancel = () => {
        if (!state.isCancelled && !state.isDone) machine.cancelled++;
        state.isCancelled = true;
        end();
        resolve();
      };
    });
    const frames = endedBy(end, this.#frames(machine, body, cancelled, state));
    // As a real one does, it goes to its end whether it is listened to or not.
    void cancelled.then(() => drain(frames)).catch(() => {});
    return { cancel, [Symbol.asyncIterator]: () => frames };
  }

  /** One more answer in work. @returns what ends it. */
  #begin({ presence, nodeId }: TestMachine): () => void {
    let isBusy = true;
    presence.busy++;
    return () => {
      if (!isBusy) return;
      isBusy = false;
      presence.busy--;
      for (const listener of this.#listeners) listener(nodeId);
    };
  }

  async *#frames(
    machine: TestMachine,
    body: Uint8Array,
    cancelled: Promise<void>,
    state: { isCancelled: boolean; isDone: boolean },
  ): AsyncGenerator<Buffer> {
    const { behaviour } = machine;
    if (behaviour.refuse) throw new FaultError(behaviour.refuse);
    const head = decodeHeaded(InferHeadSchema, body);
    if (!head) throw new FaultError({ code: 'sealed_malformed' });
    const quote = unwrap(await openQuote(head.head.quote, this.brokerKey, this.nowMs()));
    const terms = quote.candidates.find((it) => it.terms.nodeId === machine.nodeId)?.terms;
    if (!terms) throw new FaultError({ code: 'sealed_wrong_node' });
    const { attempt, wrap, resume } = head.head;
    const envelope = head.body.subarray(0, resume?.envelopeBytes ?? head.body.length);
    const opened = unwrap(openRequest({ envelope, nodeId: machine.nodeId, terms, keys: machine.keys, wrap }));
    machine.asked.push(opened.body.request);
    if (resume && behaviour.cannotGoOn) throw new FaultError({ code: 'resume_unsupported', facts: { why: 'engine' } });
    const prior = resume && unwrap(opened.prior(resume.segments, head.body.subarray(envelope.length)));
    const before = prior?.outputTokens ?? 0;
    const sealer = opened.answer(attempt);
    const { words = ['Hello', ' from', ' Spindle'] } = behaviour;

    const receiptOf = async (end: Receipt['end'], output: number): Promise<Signed> => {
      const now = this.nowMs();
      const honest: Receipt = {
        v: 1,
        jobId: terms.jobId,
        nodeId: machine.nodeId,
        termsHash: opened.termsHash,
        requestHash: opened.requestHash,
        ...sealer.proof(),
        tokens: { ...USAGE, output: output - before },
        ...(prior && { resumed: { tokens: before, priorHash: prior.priorHash } }),
        end,
        startedAt: now,
        firstTokenAt: output > before ? now : null,
        endedAt: now,
      };
      const signer = behaviour.forge ? makeNode('f').receipts : machine.receipts;
      return signReceipt(behaviour.receipt?.(honest) ?? honest, signer);
    };

    let said = before;
    if (behaviour.firstPauseMs) await Promise.race([cancelled, pause(behaviour.firstPauseMs)]);
    for (const text of words.slice(before)) {
      if (behaviour.loseAfter === said || behaviour.loseAfterOwn === said - before)
        throw new NodeLostError(machine.nodeId);
      if (behaviour.failAfter?.words === said) {
        yield Buffer.from(encodeJsonFrame(FrameType.Error, behaviour.failAfter.fault));
        return;
      }
      if (behaviour.hangAfter === said) await cancelled;
      if (behaviour.pauseMs) await Promise.race([cancelled, pause(behaviour.pauseMs)]);
      if (state.isCancelled) {
        if (said > before) machine.late.push({ jobId: terms.jobId, receipt: await receiptOf('stopped', said) });
        return;
      }
      said++;
      yield* this.#cut(behaviour, [
        sealer.seal(encodeDeltas([{ kind: 'text', text }]), { last: false, outputTokens: said }),
      ]);
    }
    if (behaviour.loseAfter === said) throw new NodeLostError(machine.nodeId);
    const end = encodeDeltas([{ kind: 'end', reason: 'stop', usage: { ...USAGE, output: said - before } }]);
    const last = [sealer.seal(end, { last: true, outputTokens: said })];
    last.push(Buffer.from(encodeJsonFrame(FrameType.Receipt, await receiptOf('stop', said))));
    if (behaviour.loseReceipt) {
      yield* this.#cut(behaviour, last.slice(0, 1));
      throw new NodeLostError(machine.nodeId);
    }
    state.isDone = true;
    yield* this.#cut(behaviour, last);
  }

  *#cut({ frames, chunkBytes }: Behaviour, honest: Buffer[]): Generator<Buffer> {
    const whole = Buffer.concat(frames?.(honest) ?? honest);
    const size = chunkBytes ?? Math.max(1, whole.length);
    for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
  }
}

async function drain(frames: AsyncGenerator<Buffer>): Promise<void> {
  for await (const _ of frames);
}

async function* endedBy<Each>(end: () => void, iterated: AsyncGenerator<Each>): AsyncGenerator<Each> {
  try {
    yield* iterated;
  } finally {
    end();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
