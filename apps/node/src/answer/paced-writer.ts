import { type AnswerSealer, type Delta, encodeDeltas, type Pace } from '@spindle/sealed/node';
import type { Piece } from '../engines/index.ts';
import type { AnswerEnd, Writer } from './answer-writer.ts';
import { DeltaQueue } from './delta-queue.ts';
import { onBeat } from './on-beat.ts';

export interface PacedParts {
  sealer: AnswerSealer;
  send: (frame: Buffer) => void;
  nowMs: () => number;
  /** Output tokens that others delivered before. */
  before: number;
  pace: Pace;
}

/** Token counts stand in clear, so they are shown in steps: the broker can follow the cost, and nobody the words. */
const TOKEN_STEP = 32;
/** The last frame is one of each so many, so that the end tells the length by two seconds only. */
const FRAMES_STEP = 8;
/** Length before the text, in what is sealed. */
const LENGTH_BYTES = 4;

/**
 * Private mode: from the first piece on one frame at each tick, all of one size, whether there is something to say or not.
 */
export class PacedWriter implements Writer {
  readonly #queue: DeltaQueue;
  #gathered = 0;
  #sent = 0;
  #frames = 0;
  #firstAtMs: number | null = null;
  #dueAtMs = 0;
  #cancelTick: (() => void) | null = null;
  #ending: { end: AnswerEnd; sent: (isSent: boolean) => void } | null = null;

  constructor(private readonly parts: PacedParts) {
    this.#queue = new DeltaQueue(parts.pace.frameBytes - LENGTH_BYTES);
  }

  get sentTokens(): number {
    return this.#sent;
  }

  get firstAtMs(): number | null {
    return this.#firstAtMs;
  }

  write(piece: Piece, outputTokens: number): void {
    this.#gathered = outputTokens;
    this.#queue.add(piece);
    this.#start();
  }

  finish(end: AnswerEnd, left: AbortSignal): Promise<boolean> {
    if (left.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#ending = { end, sent: resolve };
      left.addEventListener('abort', () => this.stop(), { once: true });
      this.#start();
    });
  }

  stop(): void {
    this.#cancelTick?.();
    this.#cancelTick = null;
    this.#ending?.sent(false);
    this.#ending = null;
  }

  /** The first frame goes at once, each later one a tick behind the one before. */
  #start(): void {
    if (this.#cancelTick) return;
    const waitMs = this.#dueAtMs - this.parts.nowMs();
    if (waitMs <= 0) this.#tick();
    else this.#cancelTick = onBeat(waitMs, () => this.#tick());
  }

  #tick(): void {
    this.#cancelTick = null;
    this.#dueAtMs = this.parts.nowMs() + this.parts.pace.tickMs;
    const isLast = this.#ending !== null && this.#queue.isEmpty && (this.#frames + 1) % FRAMES_STEP === 0;
    if (isLast) {
      this.#sendLast();
      return;
    }
    this.#sent = Math.max(this.#sent, this.#gathered - (this.#gathered % TOKEN_STEP));
    this.#seal(this.#queue.take(), false, this.#sent);
    this.#start();
  }

  #sendLast(): void {
    const ending = this.#ending;
    if (!ending) return;
    this.#ending = null;
    const { reason, moreReasons, usage } = ending.end;
    this.#seal([{ kind: 'end', reason, usage, ...(moreReasons && { moreReasons }) }], true, usage.output);
    this.#sent = usage.output;
    ending.sent(true);
  }

  #seal(deltas: readonly Delta[], last: boolean, shown: number): void {
    const { sealer, send, before, pace, nowMs } = this.parts;
    this.#frames += 1;
    send(sealer.seal(encodeDeltas(deltas), { last, outputTokens: before + shown, stepBytes: pace.frameBytes }));
    this.#firstAtMs ??= nowMs();
  }
}
