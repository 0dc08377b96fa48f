import type { AccountId } from '@spindle/shared';
import * as z from 'zod';

/** What a process that is to be killed works with. */
export interface WorkerOrders {
  databaseUrl: string;
  chainUrl: string;
  /** Of the market's wallet. */
  address: string;
  provider: AccountId;
  buyers: { accountId: AccountId; apiKeyId: string }[];
}

const accountId = z.custom<AccountId>((value) => typeof value === 'string' && value.length === 36);
const Orders = z.object({
  databaseUrl: z.string(),
  chainUrl: z.string(),
  address: z.string(),
  provider: accountId,
  buyers: z.array(z.object({ accountId, apiKeyId: z.string() })),
});

export const readOrders = (text: string): WorkerOrders => Orders.parse(JSON.parse(text));
