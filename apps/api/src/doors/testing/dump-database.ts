import type { Database } from '../../platform/index.ts';

/** Everything that stands in a database, as text; bytes as they are, so that a word inside them is found. For tests. */
export async function dumpDatabase({ pool }: Pick<Database, 'pool'>): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
    for (const value of rows.flatMap((row) => Object.values(row))) {
      texts.push(Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value, withBigint));
    }
  }
  return texts.join('\n');
}

const withBigint = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);
