import type { AccountId } from '@spindle/shared';

/** What an earnings account is for ever, and whose it is. */
export interface EarningsTerms {
  address: string;
  accountId: AccountId;
  networkId: number;
  /** The market's wallet. */
  payer: string;
  /** The provider's wallet, proven when the account was made. */
  payee: string;
  /** The market's key that signs its vouchers. */
  sessionKey: string;
  closeDelaySeconds: number;
  salt: string;
}

/** A row of `earnings_account`: what we have promised, and what the chain shows. */
export interface EarningsAccount extends EarningsTerms {
  state: 'expected' | 'open' | 'closing' | 'closed';
  /** By the chain's time; of an expected one, when it was made. */
  stateSinceMs: number;
  promisedNano: bigint;
  /** Null until something is promised. */
  signature: string | null;
  depositedNano: bigint;
  claimedNano: bigint;
  /** What `depositedNano` will be when the top-up on its way has arrived; null while none is. */
  fundingNano: bigint | null;
  /** The message that brings it. */
  fundingKey: string | null;
  /** What was to lie there beyond what is promised when it was funded last. */
  aheadNano: bigint;
  closeAtMs: number | null;
  cursor: { lt: bigint; hash: string } | null;
  checkedAtMs: number | null;
}

type Amounts = Pick<EarningsAccount, 'state' | 'promisedNano' | 'depositedNano' | 'claimedNano'>;

/** The greatest total that a claim can name now: what is promised, as far as it is funded. */
export const claimableTotalNano = ({ promisedNano, depositedNano }: Amounts): bigint =>
  promisedNano < depositedNano ? promisedNano : depositedNano;

/** What the provider can take now, with us or without. */
export function claimableNano(account: Amounts): bigint {
  if (account.state === 'closed') return 0n;
  const left = claimableTotalNano(account) - account.claimedNano;
  return left > 0n ? left : 0n;
}

/** What is promised and was not claimed, funded or not. Nothing is left to take from a closed account. */
export const owedNano = ({ state, promisedNano, claimedNano }: Amounts): bigint =>
  state === 'closed' ? 0n : promisedNano - claimedNano;
