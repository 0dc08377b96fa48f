import type { AccountId, Terms } from '@spindle/shared';

/** What one candidate may bill for, who earns it, and the key that its receipt must be signed with. */
export interface HeldTerms {
  providerId: AccountId;
  /** Ed25519, hex: the receipt key of the manifest that was quoted. A node makes a new one at each start. */
  receiptKey: string;
  terms: Terms;
}

/** Terms of every candidate of a quote by node id: what a receipt is settled by, even after a restart. */
export type TermsByNode = Record<string, HeldTerms>;

/** Money to set aside for one request. */
export interface HoldInput {
  jobId: string;
  accountId: AccountId;
  apiKeyId: string | null;
  amountNano: bigint;
  requestHash: string;
  terms: TermsByNode;
  expiresAtMs: number;
}
