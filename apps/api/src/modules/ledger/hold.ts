import type { AccountId, Terms } from '@spindle/shared';

/** What one candidate may bill for, and who earns it. */
export interface HeldTerms {
  providerId: AccountId;
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
