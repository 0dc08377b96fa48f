import type { Sql } from '../../platform/index.ts';

/** Which of these addresses are buyers' channels. */
export async function channelsAmong(sql: Sql, addresses: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql.query<{ address: string }>('SELECT address FROM channel WHERE address = ANY($1)', [
    addresses,
  ]);
  return new Set(rows.map(({ address }) => address));
}
