import * as z from 'zod';
import type { Sql } from '../../../platform/index.ts';
import type { ContractView } from './shapes.ts';

/** SQL on what the contract was last seen to hold. */

const count = z.number().int().nonnegative();
const waiting = { readyAtSeconds: count };
const Stored = z.object({
  ...{ version: count, root: z.string(), size: count, revoked: z.array(z.string()) },
  ...{ owner: z.string(), guardian: z.string(), isDeployed: z.boolean() },
  proposal: z.object({ root: z.string(), size: count, ...waiting }).nullable(),
  offer: z.object({ owner: z.string(), guardian: z.string(), ...waiting }).nullable(),
}) satisfies z.ZodType<ContractView>;

/** Never goes back to an older version, however many brokers read, and whatever a server that lags says. */
export async function storeContract(sql: Sql, address: string, state: ContractView, nowMs: number): Promise<boolean> {
  const { rows } = await sql.query(
    `INSERT INTO allow_list_state (address, version, state, read_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (address) DO UPDATE SET version = excluded.version, state = excluded.state, read_at = excluded.read_at
      WHERE allow_list_state.version <= excluded.version RETURNING address`,
    [address, state.version, JSON.stringify(state), new Date(nowMs)],
  );
  return rows.length === 1;
}

/** Null until it was read once. */
export async function readContract(sql: Sql, address: string): Promise<{ state: ContractView; atMs: number } | null> {
  const { rows } = await sql.query<{ state: unknown; read_at: Date }>(
    'SELECT state, read_at FROM allow_list_state WHERE address = $1',
    [address],
  );
  const [row] = rows;
  return row ? { state: Stored.parse(row.state), atMs: row.read_at.getTime() } : null;
}
