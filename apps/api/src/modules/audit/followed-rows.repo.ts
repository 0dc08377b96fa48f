import type { Cursor } from '@spindle/ton';
import type { Sql } from '../../platform/index.ts';

/** A payment channel as our books know it: a buyer's escrow, or a provider's earnings account. */
export interface ChannelRow {
  kind: 'escrow' | 'earnings account';
  address: string;
  networkId: number;
  payer: string;
  payee: string;
  sessionKey: string;
  closeDelaySeconds: number;
  salt: string;
  state: 'expected' | 'open' | 'closing' | 'closed';
  /** We are closing it at once, which the chain does not know yet. */
  isLeaving: boolean;
  depositedNano: bigint;
  claimedNano: bigint;
  /** The greatest total that its session key signed. */
  signedNano: bigint;
  signature: string | null;
  cursor: Cursor | null;
}

const TERMS = 'address, network_id, payer, payee, session_key, close_delay_seconds, salt';
const REST = 'state, deposited_nano, claimed_nano, signature, cursor_lt, cursor_hash';

const CHANNELS = `
  SELECT 'escrow' AS kind, ${TERMS}, ${REST}, leaving_since IS NOT NULL AS is_leaving, signed_nano FROM channel
  UNION ALL
  SELECT 'earnings account', ${TERMS}, ${REST}, false, promised_nano FROM earnings_account`;

/** All of them, a page at a time by address, or those of certain addresses. */
export async function readChannelRows(
  sql: Sql,
  where: { after: string; limit: number } | { addresses: readonly string[] },
): Promise<ChannelRow[]> {
  const { rows } =
    'after' in where
      ? await sql.query<ChannelColumns>(`SELECT * FROM (${CHANNELS}) c WHERE address > $1 ORDER BY address LIMIT $2`, [
          where.after,
          where.limit,
        ])
      : await sql.query<ChannelColumns>(`SELECT * FROM (${CHANNELS}) c WHERE address = ANY($1)`, [where.addresses]);
  return rows.map(toRow);
}

interface ChannelColumns {
  kind: ChannelRow['kind'];
  address: string;
  network_id: number;
  payer: string;
  payee: string;
  session_key: string;
  close_delay_seconds: number;
  salt: string;
  state: ChannelRow['state'];
  is_leaving: boolean;
  deposited_nano: string;
  claimed_nano: string;
  signed_nano: string;
  signature: string | null;
  cursor_lt: string | null;
  cursor_hash: string | null;
}

const toRow = (row: ChannelColumns): ChannelRow => ({
  kind: row.kind,
  address: row.address,
  networkId: row.network_id,
  payer: row.payer,
  payee: row.payee,
  sessionKey: row.session_key,
  closeDelaySeconds: row.close_delay_seconds,
  salt: row.salt,
  state: row.state,
  isLeaving: row.is_leaving,
  depositedNano: BigInt(row.deposited_nano),
  claimedNano: BigInt(row.claimed_nano),
  signedNano: BigInt(row.signed_nano),
  signature: row.signature,
  cursor: row.cursor_lt && row.cursor_hash ? { lt: BigInt(row.cursor_lt), hash: row.cursor_hash } : null,
});
