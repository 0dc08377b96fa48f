import { type Frame, FrameReader, readJsonFrame } from '@spindle/sealed/node';
import { type Fault, FaultError, FaultSchema, FrameType, fail, type Signed, SignedSchema } from '@spindle/shared';
import { NodeLostError, nodeFault } from '../nodes/index.ts';
import type { Deadlines, RelayLimits } from './deadlines.ts';
import { FramePasser, type PasserParts } from './frame-passer.ts';
import { letGo } from './let-go.ts';
import type { Opened } from './open-attempt.ts';

/** What one attempt delivered, and how that ended. */
export type Carried = {
  /** Output tokens of this attempt that passed through to the buyer. */
  tokens: number;
  /** When its first frame was passed on, by the monotonic clock; null when none was. */
  firstFrameAtMs: number | null;
} & (
  | {
      kind: 'receipt';
      receipt: Signed;
      receiptFrame: Uint8Array;
      answerHash: string;
      /** Output tokens up to the last frame of this attempt, the kept one included. */
      ownTokens: number;
      /** Bytes of its frames that may be answer. */
      ownBytes: number;
      isWhole: boolean;
      /** Passes the last frame on, which was kept back until now. */
      passLast(): void;
    }
  /** The node refused or failed, went away, or took too long. */
  | { kind: 'failed'; fault: Fault }
  /** The buyer stopped or went away; or their own time for it was over. */
  | { kind: 'stopped'; fault: Fault | null }
);

export interface CarryParts extends PasserParts {
  opened: Opened;
  /** By the monotonic clock. */
  openedAtMs: number;
  /** When the buyer's patience, or the market's, is over; by the monotonic clock. */
  totalDueMs: number;
  /** What to say when it is: the buyer's own limit stops an answer, ours breaks it. */
  ownTimeoutSeconds: number | null;
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
  #stop: 'buyer' | 'buyers_time' | Fault | null = null;
  #wakeHalted = () => {};
  readonly #halted = new Promise<void>((resolve) => {
    this.#wakeHalted = resolve;
  });

  constructor(private readonly parts: CarryParts) {
    this.#passer = new FramePasser(parts);
    const firstDueMs = Math.min(parts.openedAtMs + parts.limits.firstTokenMs, parts.totalDueMs);
    this.#deadline = { dueMs: firstDueMs, onDue: () => this.#halt(this.#reasonOfDue()) };
  }

  async run(): Promise<Carried> {
    const { opened, signal, deadlines } = this.parts;
    const { stream, iterator } = opened;
    const onAbort = () => this.#halt('buyer');
    signal.addEventListener('abort', onAbort, { once: true });
    const unwatch = deadlines.watch(this.#deadline);
    if (signal.aborted) onAbort();
    try {
      const carried = await this.#listen(opened);
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

  async #listen({ iterator, first }: Opened): Promise<Carried> {
    for (let next = first; ; next = iterator.next()) {
      const { done, value: chunk } = await next;
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
    if (this.#passer.fault) return this.#failed(this.#passer.fault);
    if (frame.type === FrameType.Error) {
      const said = readJsonFrame(frame, FaultSchema);
      return this.#failed(said.ok ? nodeFault(said.value) : said.fault);
    }
    const receipt = frame.type === FrameType.Receipt ? readJsonFrame(frame, SignedSchema) : fail('answer_damaged');
    if (!receipt.ok) return this.#failed(receipt.fault);
    return {
      kind: 'receipt',
      tokens: this.#passer.passedTokens,
      firstFrameAtMs: this.#passer.firstAtMs,
      receipt: receipt.value,
      receiptFrame: frame.raw,
      answerHash: this.#passer.answerHash(),
      ownTokens: this.#passer.tokens,
      ownBytes: this.#passer.bytes,
      isWhole: this.#passer.isWhole,
      passLast: () => this.#passer.passLast(),
    };
  }

  #halt(why: 'buyer' | 'buyers_time' | Fault): void {
    this.#stop ??= why;
    this.#wakeHalted();
    this.parts.opened.stream.cancel();
  }

  #dueIn(ms: number): number {
    return Math.min(performance.now() + ms, this.parts.totalDueMs);
  }

  #reasonOfDue(): 'buyer' | 'buyers_time' | Fault {
    const { ownTimeoutSeconds, totalDueMs } = this.parts;
    if (ownTimeoutSeconds !== null && performance.now() >= totalDueMs) return 'buyers_time';
    if (this.#isWriting) return 'buyer';
    const { firstTokenMs, idleMs } = this.parts.limits;
    const ms = this.#passer.firstAtMs === null ? firstTokenMs : idleMs;
    return fail('node_timeout', { seconds: Math.round(ms / 1000) }).fault;
  }

  #stopped(): Carried | null {
    if (this.#stop === null) return null;
    if (this.#stop === 'buyer') return { ...this.#course(), kind: 'stopped', fault: null };
    if (this.#stop !== 'buyers_time') return this.#failed(this.#stop);
    const { fault } = fail('deadline_passed', { seconds: this.parts.ownTimeoutSeconds ?? 0 });
    return { ...this.#course(), kind: 'stopped', fault };
  }

  #failed(fault: Fault): Carried {
    return { ...this.#course(), kind: 'failed', fault };
  }

  #course() {
    return { tokens: this.#passer.passedTokens, firstFrameAtMs: this.#passer.firstAtMs };
  }

  #faultOf(error: unknown): Fault {
    if (error instanceof FaultError) return error.fault;
    if (error instanceof NodeLostError) return this.#lost();
    throw error;
  }

  #lost(): Fault {
    return fail('node_lost', { delivered: this.parts.delivered.tokens }).fault;
  }
}
