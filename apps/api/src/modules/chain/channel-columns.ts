import type { Cursor } from '@spindle/ton';

/** What rows of both kinds of payment channel have, escrows and earnings accounts, as Postgres gives it. */
export interface PaymentChannelColumns {
  address: string;
  network_id: number;
  payer: string;
  payee: string;
  session_key: string;
  close_delay_seconds: number;
  salt: string;
  state: PaymentChannel['state'];
  deposited_nano: string;
  claimed_nano: string;
  signature: string | null;
  cursor_lt: string | null;
  cursor_hash: string | null;
}

/** A payment channel: its terms, which its address names, and what the chain shows of it. */
export interface PaymentChannel {
  address: string;
  networkId: number;
  payer: string;
  payee: string;
  sessionKey: string;
  closeDelaySeconds: number;
  salt: string;
  state: 'expected' | 'open' | 'closing' | 'closed';
  depositedNano: bigint;
  claimedNano: bigint;
  /** Over the greatest total that was signed; null before the first voucher. */
  signature: string | null;
  /** The last transaction that we have read; null before the first. */
  cursor: Cursor | null;
}

export const toPaymentChannel = (row: PaymentChannelColumns): PaymentChannel => ({
  address: row.address,
  networkId: row.network_id,
  payer: row.payer,
  payee: row.payee,
  sessionKey: row.session_key,
  closeDelaySeconds: row.close_delay_seconds,
  salt: row.salt,
  state: row.state,
  depositedNano: BigInt(row.deposited_nano),
  claimedNano: BigInt(row.claimed_nano),
  signature: row.signature,
  cursor: row.cursor_lt && row.cursor_hash ? { lt: BigInt(row.cursor_lt), hash: row.cursor_hash } : null,
});
