import type { Sql } from '../../../platform/index.ts';

/** SQL on what two accounts have in common. Facts for a person to weigh: none of it decides anything by itself. */

export interface SharedMachine {
  accountId: string;
  nodeId: string;
  ownNodeId: string;
  print: string;
}

/** What names machines and their cards, from the reports that they sent when they joined. */
const PRINTS = (node: string) =>
  `jsonb_array_elements_text(coalesce(to_jsonb(${node}) -> 'report' -> 'fingerprints', '[]'::jsonb))`;

/** Machines of other accounts that carry a fingerprint of this account's machines, retired ones included. */
export async function findSharedMachines(sql: Sql, accountId: string): Promise<SharedMachine[]> {
  const { rows } = await sql.query<{ account_id: string; node_id: string; own_node_id: string; print: string }>(
    `WITH own AS (
       SELECT n.id, print FROM node n JOIN listing l ON l.id = n.listing_id AND l.account_id = $1
         CROSS JOIN LATERAL ${PRINTS('n')} AS print)
     SELECT DISTINCT ON (l.account_id, own.id) l.account_id, n.id AS node_id, own.id AS own_node_id, own.print
       FROM node n JOIN listing l ON l.id = n.listing_id AND l.account_id <> $1
       CROSS JOIN LATERAL ${PRINTS('n')} AS print JOIN own ON own.print = print
      LIMIT 50`,
    [accountId],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    nodeId: row.node_id,
    ownNodeId: row.own_node_id,
    print: row.print,
  }));
}

export interface SharedAddress {
  accountId: string;
  /** Of the address, salted; of it nothing else is known. */
  hash: string;
  /** How many accounts came from there: a data centre's way out has many. */
  accounts: number;
}

/** Public addresses that machines of other accounts dialled in from as well, within 30 days. */
export async function findSharedAddresses(sql: Sql, accountId: string, nowMs: number): Promise<SharedAddress[]> {
  const { rows } = await sql.query<{ account_id: string; hash: string; accounts: number }>(
    `WITH seen AS (
       SELECT DISTINCT a.hash, l.account_id FROM node_address a
         JOIN node n ON n.id = a.node_id JOIN listing l ON l.id = n.listing_id
        WHERE a.last_at > to_timestamp($2 / 1000.0) - interval '30 days'
          AND a.hash IN (SELECT o.hash FROM node_address o JOIN node m ON m.id = o.node_id
                           JOIN listing k ON k.id = m.listing_id AND k.account_id = $1))
     SELECT DISTINCT ON (other.account_id) other.account_id, other.hash,
            (SELECT count(*)::int FROM seen x WHERE x.hash = other.hash) AS accounts
       FROM seen other JOIN seen own ON own.hash = other.hash AND own.account_id = $1
      WHERE other.account_id <> $1 LIMIT 50`,
    [accountId, nowMs],
  );
  return rows.map((row) => ({ accountId: row.account_id, hash: row.hash, accounts: row.accounts }));
}

export interface SharedWallet {
  accountId: string;
  address: string;
  /** How each of the two uses it: proven, payout (paid to), deposit (paid from). */
  ownUses: string;
  uses: string;
}

/** Every address that an account has had to do with: proven, paid to, or depositing. */
const ADDRESSES = `(SELECT account_id, address, 'proven' AS use FROM wallet
   UNION SELECT account_id, payee, 'payout' FROM earnings_account
   UNION SELECT account_id, payer, 'deposit' FROM channel)`;

/** Addresses that other accounts use as well, as far as our own tables tell. */
export async function findSharedWallets(sql: Sql, accountId: string): Promise<SharedWallet[]> {
  const { rows } = await sql.query<{ account_id: string; address: string; own_uses: string; uses: string }>(
    `SELECT other.account_id, own.address, string_agg(DISTINCT own.use, ',') AS own_uses,
            string_agg(DISTINCT other.use, ',') AS uses
       FROM ${ADDRESSES} own JOIN ${ADDRESSES} other
         ON other.address = own.address AND other.account_id <> own.account_id
      WHERE own.account_id = $1 GROUP BY other.account_id, own.address LIMIT 50`,
    [accountId],
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    address: row.address,
    ownUses: row.own_uses,
    uses: row.uses,
  }));
}

/** Whether two accounts share a wallet, or machines of theirs a fingerprint. */
export async function areTied(sql: Sql, accountId: string, otherId: string): Promise<boolean> {
  const { rows } = await sql.query<{ tied: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM ${ADDRESSES} a JOIN ${ADDRESSES} b ON b.address = a.address
                     WHERE a.account_id = $1 AND b.account_id = $2)
         OR EXISTS (SELECT 1 FROM node n JOIN listing l ON l.id = n.listing_id AND l.account_id = $1
                      CROSS JOIN LATERAL ${PRINTS('n')} AS print
                     WHERE print IN (SELECT other FROM node m JOIN listing k ON k.id = m.listing_id AND k.account_id = $2
                                       CROSS JOIN LATERAL ${PRINTS('m')} AS other)) AS tied`,
    [accountId, otherId],
  );
  return rows[0]?.tied ?? false;
}
