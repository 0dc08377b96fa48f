import { createHash } from 'node:crypto';
import { type Frame, FrameReader, outputTokensOf, readJsonFrame } from '@spindle/sealed/node';
import { type Fault, FaultError, FaultSchema, FrameType, fail, type Signed, SignedSchema } from '@spindle/shared';
import { NodeLostError, type NodeStream, nodeFault } from '../nodes/index.ts';
import type { Deadlines, RelayLimits } from './deadlines.ts';
import { FrameRun } from './frame-run.ts';
import type { FrameSink } from './frame-sink.ts';

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
  const carrier = new Carrier(parts);
  return carrier.run();
}

class Carrier {
  readonly #reader = new FrameReader();
  readonly #hash = createHash('sha256');
  readonly #run = new FrameRun();
  readonly #deadline: { dueMs: number; onDue: () => void };
  /** Tokens up to the last frame that was read, and up to the last that was passed on. */
  #counted = 0;
  #delivered = 0;
  #isWhole = false;
  #isWriting = false;
  #firstFrameAtMs: number | null = null;
  /** Why we stopped listening before the node was done. */
  #stop: 'buyer' | Fault | null = null;
  #wakeHalted = () => {};
  readonly #halted = new Promise<void>((resolve) => {
    this.#wakeHalted = resolve;
  });

  constructor(private readonly parts: CarryParts) {
    const { limits, totalDueMs } = parts;
    this.#deadline = {
      dueMs: Math.min(performance.now() + limits.firstTokenMs, totalDueMs),
      onDue: () => this.#halt(this.#isWriting ? 'buyer' : timedOut(limits, this.#firstFrameAtMs !== null)),
    };
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
      if (this.#stop || done) return this.#stopped() ?? this.#failed(lost(this.#delivered));
      const ended = await this.#take(chunk);
      if (ended) return ended;
      this.#deadline.dueMs = Math.min(performance.now() + this.parts.limits.idleMs, this.parts.totalDueMs);
    }
  }

  #halt(why: 'buyer' | Fault): void {
    this.#stop ??= why;
    this.#wakeHalted();
    this.parts.stream.cancel();
  }

  /** @returns the end, when this chunk brings one. */
  async #take(chunk: Buffer): Promise<Carried | null> {
    const frames = this.#reader.push(chunk);
    if (!frames.ok) return this.#failed(frames.fault);
    for (const frame of frames.value) {
      const before = this.#counted;
      if (this.#countAnswer(frame)) {
        const full = this.#run.add(frame.raw);
        if (full) await this.#send(full, before);
      } else {
        await this.#flush();
        return this.#stopped() ?? this.#endBy(frame);
      }
    }
    await this.#flush();
    return this.#stopped();
  }

  /** @returns false for a frame that is no answer, or cannot stand here: behind the last, or with an odd count. */
  #countAnswer(frame: Frame): boolean {
    if (frame.type !== FrameType.Text && frame.type !== FrameType.Last) return false;
    const tokens = outputTokensOf(frame);
    if (this.#isWhole || tokens < this.#counted || tokens > this.parts.maxOutputTokens) return false;
    this.#counted = tokens;
    this.#isWhole = frame.type === FrameType.Last;
    return true;
  }

  async #flush(): Promise<void> {
    const rest = this.#run.take();
    if (rest) await this.#send(rest, this.#counted);
  }

  async #send(bytes: Uint8Array, tokens: number): Promise<void> {
    if (this.#stop) return;
    this.#hash.update(bytes);
    if (this.#firstFrameAtMs === null) {
      this.#firstFrameAtMs = performance.now();
      this.parts.out.write(this.parts.attemptFrame);
    }
    const more = this.parts.out.write(bytes);
    this.#delivered = tokens;
    if (!more) return;
    // A buyer who does not read is a buyer who has gone.
    this.#isWriting = true;
    this.#deadline.dueMs = Math.min(performance.now() + this.parts.limits.idleMs, this.parts.totalDueMs);
    await Promise.race([more, this.#halted]);
    this.#isWriting = false;
  }

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
      answerHash: this.#hash.digest('hex'),
      isWhole: this.#isWhole,
    };
  }

  #stopped(): Carried | null {
    if (this.#stop === null) return null;
    return this.#stop === 'buyer' ? { ...this.#course(), kind: 'stopped' } : this.#failed(this.#stop);
  }

  #failed(fault: Fault): Carried {
    return { ...this.#course(), kind: 'failed', fault };
  }

  #course() {
    return {
      delivered: this.#delivered,
      hasBegun: this.#firstFrameAtMs !== null,
      firstFrameAtMs: this.#firstFrameAtMs,
    };
  }

  #faultOf(error: unknown): Fault {
    if (error instanceof FaultError) return error.fault;
    if (error instanceof NodeLostError) return lost(this.#delivered);
    throw error;
  }
}

/** Time for a node to end its stream behind the receipt, before it is cut. */
const GOODBYE_MS = 1_000;

/** After the receipt nothing more is listened to; most streams end by themselves in the same moment. */
function letGo(stream: NodeStream, iterator: AsyncIterator<Buffer>, deadlines: Deadlines): void {
  const unwatch = deadlines.watch({ dueMs: performance.now() + GOODBYE_MS, onDue: () => stream.cancel() });
  const end = () => {
    unwatch();
    stream.cancel();
  };
  iterator.next().then(end, end);
}

const lost = (delivered: number): Fault => fail('node_lost', { delivered }).fault;

const timedOut = (limits: RelayLimits, hasBegun: boolean): Fault =>
  fail('node_timeout', { seconds: Math.round((hasBegun ? limits.idleMs : limits.firstTokenMs) / 1000) }).fault;
