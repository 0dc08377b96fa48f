import { ok } from '@spindle/shared';
import { Cell } from '@ton/core';
import * as z from 'zod/mini';
import { type ChainResult, type Toncenter, unreachable } from './toncenter.ts';
import type { Cursor } from './transaction.ts';

const AddressInformation = z.object({
  state: z.enum(['active', 'uninitialized', 'frozen']),
  balance: z.union([z.string(), z.number()]),
  code: z.string(),
  data: z.string(),
  sync_utime: z.number(),
  last_transaction_id: z.object({ lt: z.string().check(z.regex(/^\d+$/)), hash: z.string() }),
});

/** An account as of one moment: everything is of the same block. */
export interface Account {
  /** Of that block, in Unix seconds. */
  atSeconds: number;
  state: 'active' | 'uninitialized' | 'frozen';
  balanceNano: bigint;
  code: Cell | null;
  data: Cell | null;
  /** Null when nothing ever happened to it. */
  last: Cursor | null;
}

export async function readAccount(toncenter: Toncenter, address: string): Promise<ChainResult<Account>> {
  const answer = await toncenter.call('getAddressInformation', { address }, AddressInformation);
  if (!answer.ok) return answer;
  const { state, balance, code, data, sync_utime: atSeconds, last_transaction_id: last } = answer.value;
  try {
    return ok({
      atSeconds,
      state,
      balanceNano: BigInt(balance),
      code: code ? Cell.fromBase64(code) : null,
      data: data ? Cell.fromBase64(data) : null,
      last: last.lt === '0' ? null : { lt: BigInt(last.lt), hash: hexOfBase64(last.hash) },
    });
  } catch {
    return unreachable('the account is not readable');
  }
}

export const hexOfBase64 = (text: string): string => Buffer.from(text, 'base64').toString('hex');
export const base64OfHex = (text: string): string => Buffer.from(text, 'hex').toString('base64');
