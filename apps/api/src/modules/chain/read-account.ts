import type { ChainReader, LastSeen } from '@spindle/ton';
import { isDatabaseGone, type ModuleLog } from '../../platform/index.ts';
import type { Due } from './due-accounts.ts';

/**
 * `read`: all that it did is booked. `silent`: the chain did not answer. `contradicted`: it tells another history than the
 * one that we booked. `broken`: what it said could not be booked. `later`: it moved, and is read in the next round.
 */
export type Outcome = 'read' | 'silent' | 'contradicted' | 'broken' | 'later';

export interface ReadDeps {
  log: ModuleLog;
  reader: Pick<ChainReader, 'transactionsAfter'>;
}

/** Reads what an account did after its cursor, and has it booked by its owner. */
export async function readAccount({ log, reader }: ReadDeps, { kind, account }: Due, last: LastSeen): Promise<Outcome> {
  const { address, cursor } = account;
  if (last === 'contradicted') return last;
  const read = await reader.transactionsAfter(address, cursor, last);
  if (!read.ok) return read.fault.code === 'chain_contradicts' ? 'contradicted' : 'silent';
  if (read.value.length === 0) return 'read';
  try {
    const count = await kind.book(account, read.value);
    if (count > 0) log.info({ account: address, kind: kind.name, transactions: count }, 'account followed');
    return 'read';
  } catch (error) {
    if (isDatabaseGone(error)) throw error;
    log.error({ account: address, kind: kind.name, err: error }, 'what an account did could not be booked');
    return 'broken';
  }
}
