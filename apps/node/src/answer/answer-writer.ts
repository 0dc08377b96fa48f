import { type AnswerSealer, type Delta, DeltaGatherer, encodeDeltas, type FinishReason } from '@spindle/sealed/node';
import type { TokenCount } from '@spindle/shared';
import type { Piece } from '../engines/index.ts';
import { onBeat } from './on-beat.ts';

/** How an answer ended, and what it took of this machine. */
export interface AnswerEnd {
  reason: FinishReason;
  moreReasons?: FinishReason[];
  usage: TokenCount;
}

/** Brings an answer out, frame by frame. Counts are of what this machine writes. */
export interface Writer {
  /** Output tokens that the frames show: what a buyer who stops now has got. */
  readonly sentTokens: number;
  /** When the first piece was sent; null when none was. */
  readonly firstAtMs: number | null;
  write(piece: Piece, outputTokens: number): void;
  /** Sends the last frame, without which an answer is none. @returns false when the buyer left before it was sent. */
  finish(end: AnswerEnd, left: AbortSignal): boolean | Promise<boolean>;
  /** Sends nothing more: the answer broke off. */
  stop(): void;
}

/**
 * Gathers the pieces of an answer, seals them and sends the frames. The first piece goes at once; later ones wait for
 * company, at most 100 ms. Counts are of what this machine writes; the frames show those of the whole answer.
 */
export class AnswerWriter implements Writer {
  readonly #gatherer = new DeltaGatherer();
  #cancelFlush: (() => void) | null = null;
  #gathered = 0;
  #sent = 0;
  #firstAtMs: number | null = null;

  constructor(
    private readonly sealer: AnswerSealer,
    private readonly send: (frame: Buffer) => void,
    private readonly nowMs: () => number,
    /** Output tokens that others delivered before. */
    private readonly before = 0,
  ) {}

  get sentTokens(): number {
    return this.#sent;
  }

  get firstAtMs(): number | null {
    return this.#firstAtMs;
  }

  write(piece: Piece, outputTokens: number): void {
    const now = this.nowMs();
    this.#gathered = outputTokens;
    const batch = this.#gatherer.add(piece, now);
    if (batch.length > 0) this.#seal(batch);
    const due = this.#gatherer.dueAtMs;
    if (due !== null) this.#cancelFlush ??= onBeat(due - now, () => this.#flush());
  }

  finish({ reason, moreReasons, usage }: AnswerEnd): boolean {
    this.stop();
    const rest = this.#gatherer.take(this.nowMs());
    const plain = encodeDeltas([...rest, { kind: 'end', reason, usage, ...(moreReasons && { moreReasons }) }]);
    this.send(this.sealer.seal(plain, { last: true, outputTokens: this.before + usage.output }));
    this.#sent = usage.output;
    if (usage.output > 0) this.#firstAtMs ??= this.nowMs();
    return true;
  }

  stop(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
  }

  #flush(): void {
    this.#cancelFlush = null;
    const batch = this.#gatherer.take(this.nowMs());
    if (batch.length > 0) this.#seal(batch);
  }

  #seal(batch: Delta[]): void {
    this.stop();
    this.send(this.sealer.seal(encodeDeltas(batch), { last: false, outputTokens: this.before + this.#gathered }));
    this.#sent = this.#gathered;
    this.#firstAtMs ??= this.nowMs();
  }
}
