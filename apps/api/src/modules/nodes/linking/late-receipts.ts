import { LateReceiptSchema, LINK_PATHS } from '@spindle/shared';
import type { Logger } from '../../../platform/index.ts';
import type { OnLateReceipt } from '../shapes.ts';
import { callLines, jsonOf } from '../wire/call-node.ts';
import type { Link } from './link.ts';

/** Fetches receipts that could not come with their answers, and lets the node forget those that are settled. */
export class LateReceipts {
  readonly #running = new WeakMap<Link, { isAskedAgain: boolean }>();

  constructor(
    private readonly onLateReceipt: OnLateReceipt,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

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
      this.log.warn(
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
    for (const line of lines) {
      const late = LateReceiptSchema.safeParse(jsonOf(line));
      if (!late.success) continue;
      const { jobId, receipt } = late.data;
      if ((await this.onLateReceipt(link.nodeId, jobId, receipt)) === 'ack') link.ack([jobId]);
    }
  }
}
