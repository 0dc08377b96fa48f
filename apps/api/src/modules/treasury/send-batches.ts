import type { ChainSender } from '@spindle/ton';
import type { Clock, Database } from '../../platform/index.ts';
import { batchesToSend, noteSent } from './batches.repo.ts';

/** How long a batch that was handed over may take to show on chain before it is handed over again. */
const AGAIN_MS = 15_000;

export interface SendDeps {
  db: Database;
  clock: Clock;
  sender: ChainSender;
  address: string;
}

/**
 * Hands over batches that the wallet is not known to have taken: new ones, and those of which nothing was seen for a
 * while. The wallet takes each once, however often and by however many brokers it is sent.
 * @returns how many were handed over.
 */
export async function sendBatches({ db, clock, sender, address }: SendDeps): Promise<number> {
  const batches = await batchesToSend(db.pool, address, new Date(clock.nowMs() - AGAIN_MS));
  for (const { id, boc } of batches) {
    const sent = await sender.sendBoc(boc);
    await noteSent(db.pool, id, sent.ok, new Date(clock.nowMs()));
  }
  return batches.length;
}
