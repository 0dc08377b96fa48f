import type { ChainReader } from '@spindle/ton';
import { type Clock, type Database, inTransaction, type ModuleLog } from '../../platform/index.ts';
import { expireBatches, hasOverdue } from './landed-batches.repo.ts';
import { lockWallet } from './wallet.repo.ts';

export interface ExpiryDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  reader: Pick<ChainReader, 'getAccount' | 'nowSeconds'>;
  address: string;
}

/**
 * A state of the masterchain's time T holds every transaction of shard blocks that it names; one of a little before T may
 * be in a block that is named a moment later. No block is named as late as this.
 */
const MARGIN_SECONDS = 120;

/**
 * Gives up batches that can never land any more, so that their messages are sent in another. It takes a state of the
 * wallet from after their lifetime whose last transaction we have booked: then every transaction from within the
 * lifetime was booked, and theirs was not among them. Anything less, such as a server that lags, changes nothing.
 */
export async function giveUpExpired({ db, clock, log, reader, address }: ExpiryDeps): Promise<number> {
  const chainNow = await reader.nowSeconds();
  if (!chainNow.ok || !(await hasOverdue(db.pool, address, before(chainNow.value)))) return 0;
  const account = await reader.getAccount(address);
  if (!account.ok) return 0;
  const { atSeconds, last } = account.value;
  return inTransaction(db.pool, async (sql) => {
    const { cursor } = await lockWallet(sql, address);
    if (last && (cursor?.lt ?? 0n) < last.lt) return 0;
    const count = await expireBatches(sql, address, before(atSeconds), new Date(clock.nowMs()));
    if (count > 0) log.warn({ messages: count }, 'a batch never landed; its messages wait for the next one');
    return count;
  });
}

const before = (chainSeconds: number): Date => new Date((chainSeconds - MARGIN_SECONDS) * 1_000);
