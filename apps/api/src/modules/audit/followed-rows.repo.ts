import type { Sql } from '../../platform/index.ts';
import { type PaymentChannel, type PaymentChannelColumns, toPaymentChannel } from '../chain/index.ts';

/** A payment channel as our books know it: a buyer's escrow, or a provider's earnings account. */
export interface ChannelRow extends PaymentChannel {
  kind: 'escrow' | 'earnings account';
  /** We are closing it at once, which the chain does not know yet. */
  isLeaving: boolean;
  /** The greatest total that its session key signed. */
  signedNano: bigint;
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

interface ChannelColumns extends PaymentChannelColumns {
  kind: ChannelRow['kind'];
  is_leaving: boolean;
  signed_nano: string;
}

const toRow = (row: ChannelColumns): ChannelRow => ({
  ...toPaymentChannel(row),
  kind: row.kind,
  isLeaving: row.is_leaving,
  signedNano: BigInt(row.signed_nano),
});
