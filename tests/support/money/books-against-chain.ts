import { unwrap } from '@spindle/shared';
import { createChainReader } from '@spindle/ton';
import pg from 'pg';
import type { KillableMarket } from './killable-market.ts';

/*
 * Books, receipts and chain, compared here once more by other means than the market's own audit: plain sums over its
 * tables, and the contracts' own getters. To be read when nothing is on its way.
 */

interface Sum {
  what: string;
  books: bigint;
  truth: bigint;
}

const sumOf = (column: string, from: string) => `SELECT COALESCE(sum(${column}), 0)::text AS sum FROM ${from}`;

/** Every two sums that must be the same and are not; empty when no nano was lost, made or moved twice. */
export async function booksAgainstChain(world: KillableMarket): Promise<Sum[]> {
  const database = new pg.Client({ connectionString: world.databaseUrl });
  await database.connect();
  try {
    const sum = async (column: string, from: string) => {
      const { rows } = await database.query<{ sum: string }>(sumOf(column, from));
      return BigInt(rows[0]?.sum ?? 0);
    };
    const balance = (kind: string) => sum('balance_nano', `ledger_account WHERE kind = '${kind}'`);
    const onChain = await coinsOnChain(world, database);
    const earned = await sum(
      'amount_nano',
      `posting p JOIN ledger_account l ON l.id = p.ledger_account_id WHERE kind = 'earned' AND amount_nano > 0`,
    );
    const promised = await sum('promised_nano', 'earnings_account');
    const sums: Sum[] = [
      {
        what: 'spent is what receipts say',
        books: await sum('spent_nano', 'channel'),
        truth: await sum('cost_nano', 'usage'),
      },
      { what: 'earned is that less our fee', books: earned, truth: await sum('cost_nano - fee_nano', 'usage') },
      { what: 'fees are the rest of it', books: await balance('fees'), truth: await sum('fee_nano', 'usage') },
      {
        what: 'deposited is what the contracts say',
        books: await sum('deposited_nano', 'channel'),
        truth: onChain.deposited,
      },
      {
        what: 'claimed is what the contracts say',
        books: await sum('claimed_nano', 'channel'),
        truth: onChain.claimed,
      },
      {
        what: 'paid is what the contracts say',
        books: await sum('claimed_nano', 'earnings_account'),
        truth: onChain.paid,
      },
      { what: 'still owed is earned and not paid', books: await balance('earned'), truth: earned - onChain.paid },
      { what: 'all coins that the books know are on chain', books: -(await balance('chain')), truth: onChain.coins },
      { what: 'claimed above spent', books: await sum('greatest(claimed_nano - spent_nano, 0)', 'channel'), truth: 0n },
      { what: 'promised above earned', books: promised > earned ? promised - earned : 0n, truth: 0n },
    ];
    return sums.filter(({ books, truth }) => books !== truth);
  } finally {
    await database.end();
  }
}

/** What the contracts themselves answer, and all coins that are ours to account for. */
async function coinsOnChain({ devnet }: KillableMarket, database: pg.Client) {
  const reader = createChainReader({ baseUrl: devnet.url });
  const all = { deposited: 0n, claimed: 0n, paid: 0n, coins: 0n };
  const read = async (address: string) => {
    const state = unwrap(await reader.getChannel(address));
    return state === 'absent' ? null : state;
  };
  for (const { address } of (await database.query<{ address: string }>('SELECT address FROM channel')).rows) {
    const state = await read(address);
    if (!state) continue;
    all.deposited += state.depositedNano;
    all.claimed += state.claimedNano;
    if (state.status !== 'closed') all.coins += state.depositedNano - state.claimedNano;
  }
  for (const { address } of (await database.query<{ address: string }>('SELECT address FROM earnings_account')).rows) {
    const state = await read(address);
    if (!state) continue;
    all.paid += state.claimedNano;
    if (state.status !== 'closed') all.coins += state.depositedNano - state.claimedNano;
  }
  for (const { address } of (await database.query<{ address: string }>('SELECT address FROM treasury_wallet')).rows) {
    all.coins += unwrap(await reader.getBalance(address));
  }
  return all;
}
