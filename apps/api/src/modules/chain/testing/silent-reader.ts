import type { ChainFollowerDeps } from '../index.ts';

export interface SilentReader extends Pick<ChainFollowerDeps['reader'], 'lastTransactions' | 'transactionsAfter'> {
  /** Accounts that were looked at, in order. */
  asked: string[];
}

/** A chain on which nothing ever happened. For tests of who is looked at. */
export function silentReader(): SilentReader {
  const asked: string[] = [];
  return {
    asked,
    lastTransactions: async (addresses) => {
      asked.push(...addresses);
      return { ok: true, value: new Map(addresses.map((address) => [address, null])) };
    },
    transactionsAfter: async () => ({ ok: true, value: [] }),
  };
}
