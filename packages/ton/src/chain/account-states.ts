import { ok } from '@spindle/shared';
import { Address, Cell } from '@ton/core';
import * as z from 'zod/mini';
import { hexOfBase64 } from './account.ts';
import { type ChainResult, type Toncenter, unreachable } from './toncenter.ts';
import type { Cursor } from './transaction.ts';

/**
 * How many accounts one request names. Toncenter allows 1,000 (`/api/v3/accountStates`), but they stand in the URL, and
 * web servers commonly end a request line at 8,192 bytes: 128 addresses of 48 characters stay below that.
 */
export const ACCOUNTS_AT_ONCE = 128;

const digits = z.string().check(z.regex(/^\d+$/));
const absent = z.optional(z.nullable(z.string()));
const State = z.object({
  address: z.string(),
  balance: z.optional(z.nullable(digits)),
  last_transaction_lt: z.optional(z.nullable(digits)),
  last_transaction_hash: absent,
  code_hash: absent,
  data_boc: absent,
});
const States = z.object({ accounts: z.array(State) });

/** One account as an indexer has it: everything is of the same block. */
export interface AccountState {
  balanceNano: bigint;
  /** Null when nothing ever happened to it. */
  last: Cursor | null;
  /** Hex; null where no code is. */
  codeHash: string | null;
  /** Only when asked for. */
  data: Cell | null;
}

/** An account that nothing ever happened to. */
export const NOTHING: AccountState = { balanceNano: 0n, last: null, codeHash: null, data: null };

/**
 * Many accounts by few requests, by raw address. An account that the indexer never saw is one that nothing happened to.
 * One request that fails is a failed read of all: half an answer would look like a whole one.
 */
export async function readAccountStates(
  toncenter: Toncenter,
  addresses: readonly string[],
  { withData = false }: { withData?: boolean } = {},
): Promise<ChainResult<Map<string, AccountState>>> {
  const states = new Map<string, AccountState>(addresses.map((address) => [address, NOTHING]));
  for (let at = 0; at < addresses.length; at += ACCOUNTS_AT_ONCE) {
    const names = addresses
      .slice(at, at + ACCOUNTS_AT_ONCE)
      .map((address) => ['address', Address.parse(address).toString()]);
    const answer = await toncenter.get('accountStates', [...names, ['include_boc', String(withData)]], States);
    if (!answer.ok) return answer;
    try {
      for (const state of answer.value.accounts) {
        const address = Address.parse(state.address).toRawString();
        if (states.has(address)) states.set(address, toAccountState(state));
      }
    } catch {
      return unreachable('an account is not readable');
    }
  }
  return ok(states);
}

function toAccountState(state: z.output<typeof State>): AccountState {
  const { last_transaction_lt: lt, last_transaction_hash: hash, code_hash: codeHash, data_boc: data } = state;
  return {
    balanceNano: BigInt(state.balance ?? 0),
    last: lt && lt !== '0' && hash ? { lt: BigInt(lt), hash: hexOfBase64(hash) } : null,
    codeHash: codeHash ? hexOfBase64(codeHash) : null,
    data: data ? Cell.fromBase64(data) : null,
  };
}
