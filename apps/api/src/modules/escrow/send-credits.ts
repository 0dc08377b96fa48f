import { givenBackBody } from '@spindle/ton';
import { type Clock, type Database, inTransaction, type ModuleLog, type Sql } from '../../platform/index.ts';
import { type Ledger, retryClash } from '../ledger/index.ts';
import { PRIORITY, type Treasury } from '../treasury/index.ts';
import { noteCreditSent, type OwingChannel, takeOwing } from './credits.repo.ts';

export interface SendCreditsDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  ledger: Pick<Ledger, 'debitCredit'>;
  treasury: Pick<Treasury, 'address' | 'canSign' | 'enqueue'>;
}

/** Less costs more to send than it is worth; it waits until there is more. */
const WORTH_NANO = 5_000_000n;
const CREDITS_A_ROUND = 100;

/**
 * Sends the payers of closed channels what was claimed there above what they cost in the end: answers whose cost was given
 * back. What leaves the books, the mark on the channel and the message are one transaction, so it is sent once.
 * @returns how many.
 */
export async function sendCredits({ db, ledger, treasury, log }: SendCreditsDeps): Promise<number> {
  if (!treasury.canSign) return 0;
  const count = await retryClash(() =>
    inTransaction(db.pool, async (sql) => {
      const owing = await takeOwing(sql, { payee: treasury.address, leastNano: WORTH_NANO, limit: CREDITS_A_ROUND });
      for (const channel of owing) await send({ ledger, treasury }, sql, channel);
      return owing.length;
    }),
  );
  if (count > 0) log.info({ credits: count }, 'what closed escrows still owed is on its way');
  return count;
}

async function send(
  { ledger, treasury }: Pick<SendCreditsDeps, 'ledger' | 'treasury'>,
  sql: Sql,
  { address, accountId, payer, sentNano, owedNano }: OwingChannel,
): Promise<void> {
  const cumulativeNano = sentNano + owedNano;
  await ledger.debitCredit(sql, { channel: address, accountId, cumulativeNano, amountNano: owedNano });
  await noteCreditSent(sql, address, cumulativeNano);
  await treasury.enqueue(sql, {
    key: `credit:${address}:${cumulativeNano}`,
    kind: 'credit',
    destination: payer,
    valueNano: owedNano,
    priority: PRIORITY.payout,
    body: givenBackBody,
  });
}
