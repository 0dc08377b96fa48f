import { type Frame, FrameReader, readJsonFrame } from '@spindle/sealed/node';
import { type Fault, FaultError, FaultSchema, FrameType, fail, type Signed, SignedSchema } from '@spindle/shared';
import { NodeLostError, type NodeStream, nodeFault } from '../nodes/index.ts';
import type { Deadlines, RelayLimits } from './deadlines.ts';
import { FramePasser } from './frame-passer.ts';
import type { FrameSink } from './frame-sink.ts';
import { letGo } from './let-go.ts';

/** What one machine delivered, and how that ended. */
export type Carried = {
  /** Tokens that passed through to the buyer. */
  delivered: number;
  /** True once anything was passed on: then no other machine can begin again. */
  hasBegun: boolean;
  firstFrameAtMs: number | null;
} & (
  | { kind: 'receipt'; receipt: Signed; receiptFrame: Uint8Array; answerHash: string; isWhole: boolean }
  /** The node refused or failed, went away, or took too long. */
  | { kind: 'failed'; fault: Fault }
  /** The buyer stopped or went away. */
  | { kind: 'stopped' }
);

export interface CarryParts {
  stream: NodeStream;
  out: FrameSink;
  /** Sent before the first frame of the answer. */
  attemptFrame: Uint8Array;
  maxOutputTokens: number;
  /** By the monotonic clock. */
  totalDueMs: number;
  limits: RelayLimits;
  deadlines: Deadlines;
  signal: AbortSignal;
}

/**
 * Passes the sealed frames of one machine on, unread: buffers as they came, of which only heads and token counts are
 * looked at. Returns when the receipt is there, or when there will be none.
 */
export async function carryAnswer(parts: CarryParts): Promise<Carried> {
  return new Carrier(parts).run();
}

class Carrier {
  readonly #reader = new FrameReader();
  readonly #passer: FramePasser;
  readonly #deadline: { dueMs: number; onDue: () => void };
  #isWriting = false;
  /** Why we stopped listening before the node was done. */
  #stop: 'buyer' | Fault | null = null;
  #wakeHalted = () => {};
  readonly #halted = new Promise<void>((resolve) => {
    this.#wakeHalted = resolve;
  });

  constructor(private readonly parts: CarryParts) {
    this.#passer = new FramePasser(parts.out, parts.attemptFrame, parts.maxOutputTokens);
    this.#deadline = { dueMs: this.#dueIn(parts.limits.firstTokenMs), onDue: () => this.#halt(this.#reasonOfDue()) };
  }

  async run(): Promise<Carried> {
    const { stream, signal, deadlines } = this.parts;
    const onAbort = () => this.#halt('buyer');
    signal.addEventListener('abort', onAbort, { once: true });
    const unwatch = deadlines.watch(this.#deadline);
    if (signal.aborted) onAbort();
    const iterator = stream[Symbol.asyncIterator]();
    try {
      const carried = await this.#listen(iterator);
      if (carried.kind === 'receipt') letGo(stream, iterator, deadlines);
      else stream.cancel();
      return carried;
    } catch (error) {
      stream.cancel();
      return this.#stopped() ?? this.#failed(this.#faultOf(error));
    } finally {
      unwatch();
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #listen(iterator: AsyncIterator<Buffer>): Promise<Carried> {
    for (;;) {
      const { done, value: chunk } = await iterator.next();
      if (this.#stop || done) return this.#stopped() ?? this.#failed(this.#lost());
      const ended = await this.#take(chunk);
      if (ended) return ended;
      this.#deadline.dueMs = this.#dueIn(this.parts.limits.idleMs);
    }
  }

  /** @returns the end, when this chunk brings one. */
  async #take(chunk: Buffer): Promise<Carried | null> {
    const frames = this.#reader.push(chunk);
    if (!frames.ok) return this.#failed(frames.fault);
    const other = frames.value.find((frame) => !this.#passer.take(frame));
    await this.#pass();
    // A receipt that is here counts, even if its buyer has just left.
    return other ? this.#endBy(other) : this.#stopped();
  }

  async #pass(): Promise<void> {
    const behind = this.#passer.pass();
    if (!behind) return;
    // A buyer who does not read is a buyer who has gone.
    this.#isWriting = true;
    this.#deadline.dueMs = this.#dueIn(this.parts.limits.idleMs);
    await Promise.race([behind, this.#halted]);
    this.#isWriting = false;
  }

  /** A frame that is no answer ends it: a receipt, an error, or what should not be. */
  #endBy(frame: Frame): Carried {
    if (frame.type === FrameType.Error) {
      const said = readJsonFrame(frame, FaultSchema);
      return this.#failed(said.ok ? nodeFault(said.value) : said.fault);
    }
    const receipt = frame.type === FrameType.Receipt ? readJsonFrame(frame, SignedSchema) : fail('answer_damaged');
    if (!receipt.ok) return this.#failed(receipt.fault);
    return {
      ...this.#course(),
      kind: 'receipt',
      receipt: receipt.value,
      receiptFrame: frame.raw,
      answerHash: this.#passer.answerHash(),
      isWhole: this.#passer.isWhole,
    };
  }

  #halt(why: 'buyer' | Fault): void {
    this.#stop ??= why;
    this.#wakeHalted();
    this.parts.stream.cancel();
  }

  #dueIn(ms: number): number {
    return Math.min(performance.now() + ms, this.parts.totalDueMs);
  }

  #reasonOfDue(): 'buyer' | Fault {
    if (this.#isWriting) return 'buyer';
    const { firstTokenMs, idleMs } = this.parts.limits;
    const ms = this.#passer.firstAtMs === null ? firstTokenMs : idleMs;
    return fail('node_timeout', { seconds: Math.round(ms / 1000) }).fault;
  }

  #stopped(): Carried | null {
    if (this.#stop === null) return null;
    return this.#stop === 'buyer' ? { ...this.#course(), kind: 'stopped' } : this.#failed(this.#stop);
  }

  #failed(fault: Fault): Carried {
    return { ...this.#course(), kind: 'failed', fault };
  }

  #course() {
    const { delivered, firstAtMs } = this.#passer;
    return { delivered, hasBegun: firstAtMs !== null, firstFrameAtMs: firstAtMs };
  }

  #faultOf(error: unknown): Fault {
    if (error instanceof FaultError) return error.fault;
    if (error instanceof NodeLostError) return this.#lost();
    throw error;
  }

  #lost(): Fault {
    return fail('node_lost', { delivered: this.#passer.delivered }).fault;
  }
}
