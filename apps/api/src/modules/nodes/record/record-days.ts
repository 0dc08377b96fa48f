import type { ErrorCode } from '@spindle/shared';
import { type Database, utcDate } from '../../../platform/index.ts';
import type { Link } from '../linking/link.ts';
import type { Billed } from '../shapes.ts';
import { type BilledSums, type DayNews, saveDays } from './record-days.repo.ts';

const MINUTE_MS = 60_000;

interface Gathered {
  listingId: string | null;
  minutes: number;
  answers: number;
  faults: Map<ErrorCode, number>;
  /** By model. */
  billed: Map<string, BilledSums>;
}

/**
 * The record of each machine by day: minutes linked, good answers, failures of its own by code, and what was billed of it
 * against the bytes that were carried. Gathered in memory and
 * written once a minute; what can't be written is kept for the next time.
 */
export class RecordDays {
  /** By node. */
  #gathered = new Map<string, Gathered>();
  #minute = 0;

  constructor(
    private readonly db: Database,
    private readonly nowMs: () => number,
  ) {}

  answered(nodeId: string): void {
    this.#of(nodeId).answers++;
  }

  failed(nodeId: string, code: ErrorCode): void {
    const { faults } = this.#of(nodeId);
    faults.set(code, (faults.get(code) ?? 0) + 1);
  }

  billed(nodeId: string, billed: Billed): void {
    this.#addBilled(nodeId, { ...billed, answers: 1 });
  }

  /** Once a minute: those that are linked now were there for it. Several calls in one minute count once. */
  async keep(links: readonly Link[]): Promise<void> {
    const minute = Math.floor(this.nowMs() / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      for (const { nodeId, listingId } of links) {
        const gathered = this.#of(nodeId);
        gathered.listingId = listingId;
        gathered.minutes++;
      }
    }
    await this.#write();
  }

  #of(nodeId: string): Gathered {
    const gathered = this.#gathered.get(nodeId) ?? newGathered();
    this.#gathered.set(nodeId, gathered);
    return gathered;
  }

  #addBilled(nodeId: string, more: BilledSums): void {
    const { billed } = this.#of(nodeId);
    const sums = billed.get(more.modelId);
    billed.set(more.modelId, sums ? together(sums, more) : more);
  }

  async #write(): Promise<void> {
    const gathered = this.#gathered;
    if (gathered.size === 0) return;
    this.#gathered = new Map();
    const news = [...gathered].map(
      ([nodeId, { minutes, answers, faults, billed }]): DayNews => ({
        ...{ nodeId, minutes, answers, faults },
        billed: [...billed.values()],
      }),
    );
    try {
      await saveDays(this.db.pool, utcDate(this.nowMs()), news);
    } catch (error) {
      for (const { nodeId, minutes, answers, faults, billed } of news) {
        for (const sums of billed) this.#addBilled(nodeId, sums);
        const now = this.#of(nodeId);
        now.minutes += minutes;
        now.answers += answers;
        for (const [code, count] of faults) now.faults.set(code, (now.faults.get(code) ?? 0) + count);
      }
      throw error;
    }
  }
}

const newGathered = (): Gathered => ({
  ...{ listingId: null, minutes: 0, answers: 0 },
  ...{ faults: new Map(), billed: new Map() },
});

const together = (a: BilledSums, b: BilledSums): BilledSums => ({
  modelId: a.modelId,
  answers: a.answers + b.answers,
  inputTokens: a.inputTokens + b.inputTokens,
  inputBytes: a.inputBytes + b.inputBytes,
  outputTokens: a.outputTokens + b.outputTokens,
  outputBytes: a.outputBytes + b.outputBytes,
});
