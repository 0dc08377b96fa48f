import type { LateReceipt } from '@spindle/shared';
import type { Journal } from './journal.ts';

/** A receipt that went out with its answer is acknowledged within seconds; after this it is offered again. */
const PATIENCE_MS = 30_000;

/** Which of the journal's receipts must still be brought to the market, and which are on their way. */
export class Deliveries {
  readonly #sentAtMs = new Map<string, number>();

  constructor(
    private readonly journal: Journal,
    private readonly nowMs: () => number,
    private readonly onLate: () => void,
  ) {}

  get waiting(): number {
    return this.journal.undelivered.length;
  }

  /** Receipts to offer now. */
  get due(): LateReceipt[] {
    const now = this.nowMs();
    return this.journal.undelivered.filter(({ jobId }) => now >= (this.#sentAtMs.get(jobId) ?? 0) + PATIENCE_MS);
  }

  /** @throws when the disk is full; the receipt is then kept in memory. */
  keep(receipt: LateReceipt): Promise<void> {
    return this.journal.put(receipt);
  }

  /** It went out with its answer. */
  sent(jobId: string): void {
    this.#sentAtMs.set(jobId, this.nowMs());
  }

  /** It could not go out with its answer: the market must come for it. */
  late(): void {
    this.onLate();
  }

  /** What was on its way over an older link may be lost. */
  newLink(): void {
    this.#sentAtMs.clear();
  }

  async ack(jobIds: readonly string[]): Promise<void> {
    for (const jobId of jobIds) this.#sentAtMs.delete(jobId);
    await this.journal.ack(jobIds);
  }
}
