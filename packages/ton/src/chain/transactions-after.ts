import { ok } from '@spindle/shared';
import { Cell } from '@ton/core';
import * as z from 'zod/mini';
import { base64OfHex, readAccount } from './account.ts';
import { type ChainResult, contradicts, type Toncenter, unreachable } from './toncenter.ts';
import { type ChainTransaction, type Cursor, readTransaction } from './transaction.ts';

const PAGE = 50;
const Transactions = z.array(z.object({ data: z.string() }));

/**
 * Every transaction of an account after the cursor, oldest first, up to `last`, or to what the account's state names as
 * its last one where that is not given. The history is followed link by link, from the
 * account's last transaction back to the cursor, and each is hashed here; so a page that is short, a server that lags
 * or one that forgot the past is found out, and is a failed read rather than the end of the history.
 */
export async function transactionsAfter(
  toncenter: Toncenter,
  address: string,
  cursor: Cursor | null,
  last?: Cursor | null,
): Promise<ChainResult<ChainTransaction[]>> {
  const newest = last === undefined ? await readLast(toncenter, address) : ok(last);
  if (!newest.ok) return newest;

  const end = cursor ?? NOWHERE;
  const newestFirst: ChainTransaction[] = [];
  let next = newest.value ?? NOWHERE;
  while (next.lt > end.lt) {
    const page = await readPage(toncenter, address, next, end.lt, newestFirst.length > 0);
    if (!page.ok) return page;
    for (const { transaction, previous } of page.value) {
      if (!isSame(transaction, next)) return unreachable('the history has a gap');
      newestFirst.push(transaction);
      next = previous;
      if (next.lt <= end.lt) break;
    }
    if (page.value.length === 0) return unreachable('the history is cut short');
  }
  if (next.lt < end.lt) return unreachable('the server does not know our cursor yet');
  if (cursor && !isSame(next, cursor)) return contradicts('the server tells another history');
  return ok(newestFirst.reverse());
}

const NOWHERE: Cursor = { lt: 0n, hash: '' };

async function readLast(toncenter: Toncenter, address: string): Promise<ChainResult<Cursor | null>> {
  const account = await readAccount(toncenter, address);
  return account.ok ? ok(account.value.last) : account;
}

async function readPage(toncenter: Toncenter, address: string, from: Cursor, toLt: bigint, archival: boolean) {
  const params = { address, limit: PAGE, lt: String(from.lt), hash: base64OfHex(from.hash), to_lt: String(toLt) };
  const answer = await toncenter.call('getTransactions', archival ? { ...params, archival } : params, Transactions);
  if (!answer.ok) return answer;
  try {
    return ok(answer.value.map(({ data }) => readTransaction(address, Cell.fromBase64(data))));
  } catch {
    return unreachable('a transaction is not readable');
  }
}

export function isSame(a: Cursor, b: Cursor): boolean {
  return a.lt === b.lt && a.hash === b.hash;
}
