import type { Sql } from '../../platform/index.ts';
import type { TreasuryStatus } from './shapes.ts';

export type { TreasuryStatus } from './shapes.ts';

export async function readStatus(sql: Sql, wallet: string): Promise<TreasuryStatus> {
  const { rows } = await sql.query<{
    balance: string | null;
    waiting: string;
    oldest: Date | null;
    too_dear: string;
    under_way: string;
  }>(
    `SELECT (SELECT balance_nano FROM treasury_wallet WHERE address = $1) AS balance,
       count(*) FILTER (WHERE state = 'waiting') AS waiting,
       min(created_at) FILTER (WHERE state = 'waiting') AS oldest,
       count(*) FILTER (WHERE state = 'waiting' AND reason = 'treasury_low') AS too_dear,
       count(*) FILTER (WHERE state = 'batched') AS under_way
     FROM outgoing WHERE wallet = $1 AND state IN ('waiting', 'batched')`,
    [wallet],
  );
  const [row] = rows;
  return {
    balanceNano: BigInt(row?.balance ?? 0),
    waiting: Number(row?.waiting ?? 0),
    oldestWaitingSinceMs: row?.oldest?.getTime() ?? null,
    tooDear: Number(row?.too_dear ?? 0),
    underWay: Number(row?.under_way ?? 0),
  };
}

/** Where messages are on their way to, so that their followers look there first. */
export async function destinationsUnderWay(sql: Sql, wallet: string): Promise<string[]> {
  const { rows } = await sql.query<{ destination: string }>(
    `SELECT DISTINCT destination FROM outgoing WHERE wallet = $1 AND state = 'batched' AND sent_lt IS NOT NULL LIMIT 256`,
    [wallet],
  );
  return rows.map(({ destination }) => destination);
}
