import { type Fault, fail, ok, type Result } from '@spindle/shared';
import type { Line } from './line.ts';
import { fitsLine, type OutlookParts, outlookOf, whoGivesWay } from './outlook.ts';
import type { AdmissionLimits, Queued, SlotLease } from './shapes.ts';
import type { Timing } from './timing.ts';
import type { Waiter, Wish } from './waiting-room.ts';

export interface QueueParts extends OutlookParts {
  limits: Pick<AdmissionLimits, 'patienceMs' | 'waitingPerSlot'>;
  timing: Timing;
}

/** After a refusal of which nothing is known yet but that the line is full. */
const UNKNOWN_RETRY_SECONDS = 2;
const TELL_EVERY_MS = 500;
/** The rest is left for chance, and for those who come later and are served before. */
const EXPECTED_PART_OF_PATIENCE = 2 / 3;

/** The line for slots: bounded in length by {@link AdmissionLimits.waitingPerSlot} and in time by `patienceMs`. */
export class Queue {
  readonly #told = new WeakMap<Waiter, number>();
  #isExpiryArmed = false;
  #isTellArmed = false;

  constructor(private readonly parts: QueueParts) {}

  /**
   * Waits for a slot. One that would come too late is refused at once: who will not be served shall not wait.
   * Refusals: `queue_full`, `queue_timeout`, `node_lost`, `buyer_left`, `shutting_down`.
   */
  wait(wish: Wish, signal: AbortSignal): Promise<Result<SlotLease>> {
    const { room, timing } = this.parts;
    return new Promise((resolve) => {
      const waiter = room.admit(wish, timing.nowMs(), (result) => {
        signal.removeEventListener('abort', onAbort);
        this.#armTell();
        resolve(result);
      });
      const onAbort = () => waiter.settle(fail('buyer_left'));
      signal.addEventListener('abort', onAbort, { once: true });
      const outlook = outlookOf(this.parts, waiter);
      const refusal = this.#refusalOf(waiter, outlook);
      if (refusal) return waiter.settle(refusal);
      this.#armExpiry();
      if (!wish.isUrgent) this.#tell(waiter, outlook);
    });
  }

  /** Hands the free slots of a node to those whose turn it is. Call whenever its slots may have changed. */
  serve(nodeId: string): void {
    const { room, book } = this.parts;
    const line = room.lineAt(nodeId);
    if (!line) return;
    if (book.slotsAt([nodeId]) === 0) this.#releaseStranded(line);
    for (let waiter = line.next(); waiter; waiter = line.next()) {
      const lease = book.take([nodeId], 'interactive');
      if (!lease) return;
      room.passTurn(waiter);
      waiter.settle(ok(lease));
    }
  }

  /** Answers that have begun may still go on elsewhere: to end them whole is what a drain is for. */
  close(): void {
    for (const waiter of [...this.parts.room.everyone]) {
      if (!waiter.isUrgent) waiter.settle(fail('shutting_down', RESTART));
    }
  }

  #refusalOf(waiter: Waiter, { position, etaMs }: Queued): { ok: false; fault: Fault } | null {
    const { room, book, limits } = this.parts;
    if (book.slotsAt(waiter.nodeIds) === 0) return nobodyLeft();
    if (waiter.isUrgent) return null;
    const longestMs = limits.patienceMs * EXPECTED_PART_OF_PATIENCE;
    if (etaMs !== null && etaMs > longestMs) return queueFull(waiter, position, etaMs - longestMs);
    if (fitsLine(this.parts, waiter, limits.waitingPerSlot)) return null;
    const other = whoGivesWay(room, waiter);
    if (!other) return queueFull(waiter, position, etaMs);
    other.settle(queueFull(other, outlookOf(this.parts, other).position, etaMs));
    return null;
  }

  /** Those all of whose nodes have gone or drain wait for nothing. */
  #releaseStranded(line: Line<Waiter>): void {
    const { book } = this.parts;
    for (const waiter of [...line]) {
      if (book.slotsAt(waiter.nodeIds) === 0) waiter.settle(nobodyLeft());
    }
  }

  /** All have the same patience, so the oldest is due first, and one timer does for all. */
  #armExpiry(): void {
    const { room, timing, limits } = this.parts;
    if (this.#isExpiryArmed || !room.oldest) return;
    this.#isExpiryArmed = true;
    timing.after(Math.max(0, room.oldest.sinceMs + limits.patienceMs - timing.nowMs()), () => {
      this.#isExpiryArmed = false;
      this.#expire();
      this.#armExpiry();
    });
  }

  #expire(): void {
    const { room, timing, limits } = this.parts;
    for (const waiter of [...room.everyone]) {
      if (waiter.sinceMs + limits.patienceMs > timing.nowMs()) return;
      const { position, etaMs } = outlookOf(this.parts, waiter);
      waiter.settle(
        fail('queue_timeout', {
          ...{ model: waiter.modelId, position, seconds: Math.round(limits.patienceMs / 1000) },
          retryAfterSeconds: secondsOf(etaMs),
        }),
      );
    }
  }

  #armTell(): void {
    if (this.#isTellArmed || this.parts.room.size === 0) return;
    this.#isTellArmed = true;
    this.parts.timing.after(TELL_EVERY_MS, () => {
      this.#isTellArmed = false;
      for (const waiter of this.parts.room.everyone) {
        if (waiter.onQueued) this.#tell(waiter, outlookOf(this.parts, waiter));
      }
    });
  }

  #tell(waiter: Waiter, outlook: Queued): void {
    if (this.#told.get(waiter) === outlook.position) return;
    this.#told.set(waiter, outlook.position);
    waiter.onQueued?.(outlook);
  }
}

/** A broker that restarts is back within seconds, or another has taken its place. */
export const RESTART = { retryAfterSeconds: 5 };

const secondsOf = (waitMs: number | null): number =>
  waitMs === null ? UNKNOWN_RETRY_SECONDS : Math.max(1, Math.ceil(waitMs / 1000));

/** @param untilMs until there is room again, if nobody else comes. */
const queueFull = ({ modelId }: Waiter, position: number, untilMs: number | null) =>
  fail('queue_full', { model: modelId, position, retryAfterSeconds: secondsOf(untilMs) });

/** A fresh quote may name other machines; whoever asks by our client gets one without hearing of this. */
const nobodyLeft = () => fail('node_lost', { delivered: 0 });
