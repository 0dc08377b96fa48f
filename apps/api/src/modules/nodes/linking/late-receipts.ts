import { type Fault, LateReceiptSchema, LINK_PATHS } from '@spindle/shared';
import type { Logger } from '../../../platform/index.ts';
import { type LateVerdict, ReceiptGuard } from '../conduct/receipt-guard.ts';
import type { OnLateReceipt } from '../shapes.ts';
import { callLines, jsonOf } from '../wire/call-node.ts';
import type { Link } from './link.ts';

export interface LateReceiptsParts {
  onLateReceipt: OnLateReceipt;
  log: Pick<Logger, 'warn'>;
  /** A receipt can never be right. */
  onMisfit: (nodeId: string) => void;
  /** A machine brings too many that settle nothing. */
  onFlood: (link: Link, fault: Fault) => void;
}

/** Fetches receipts that could not come with their answers, and lets the node forget those that are dealt with. */
export class LateReceipts {
  readonly #running = new WeakMap<Link, { isAskedAgain: boolean }>();
  readonly #guards = new WeakMap<Link, ReceiptGuard>();

  constructor(private readonly parts: LateReceiptsParts) {}

  /** One collection per link at a time; a call meanwhile makes it begin again. */
  async collect(link: Link): Promise<void> {
    const running = this.#running.get(link);
    if (running) {
      running.isAskedAgain = true;
      return;
    }
    const run = { isAskedAgain: true };
    this.#running.set(link, run);
    try {
      while (run.isAskedAgain && !link.session.destroyed) {
        run.isAskedAgain = false;
        await this.#collectOnce(link);
      }
    } catch (error) {
      // Nothing is lost: the node offers them again.
      this.parts.log.warn(
        { nodeId: link.nodeId, error: error instanceof Error ? error.name : 'unknown' },
        'late receipts wait',
      );
    } finally {
      this.#running.delete(link);
    }
  }

  async #collectOnce(link: Link): Promise<void> {
    const lines: string[] = [];
    await callLines(link.session, 'GET', LINK_PATHS.receipts, (line) => lines.push(line));
    const guard = this.#guards.get(link) ?? new ReceiptGuard();
    this.#guards.set(link, guard);
    for (const line of lines) {
      const flood = guard.take(await this.#take(link, line));
      if (flood) return this.parts.onFlood(link, flood);
    }
  }

  async #take(link: Link, line: string): Promise<LateVerdict> {
    const late = LateReceiptSchema.safeParse(jsonOf(line));
    if (!late.success) return 'misfit';
    const { jobId, receipt } = late.data;
    const verdict = await this.parts.onLateReceipt(link.nodeId, jobId, receipt);
    if (verdict !== 'keep') link.ack([jobId]);
    if (verdict === 'misfit') this.parts.onMisfit(link.nodeId);
    return verdict;
  }
}
