import { SIGNING_DOMAINS, termsHash, verifySigned } from '@spindle/sealed';
import { type Candidate, costNano, ManifestSchema, parseDocument, type Receipt, ReceiptSchema } from '@spindle/shared';
import { priceOf } from '../cost.ts';
import type { Bill } from '../turn.ts';

/** What this device checks by itself, in the order in which it is shown. */
export const CHECKS = ['identity', 'signature', 'terms', 'carried', 'charge'] as const;
export type CheckName = (typeof CHECKS)[number];

export interface CheckedReceipt {
  receipt: Receipt | null;
  checks: { name: CheckName; holds: boolean }[];
}

/**
 * Checks a kept receipt once more. That it fits the sealed request and every sealed piece of the answer was checked
 * while the answer came, and an answer that failed there was never shown as complete: `carried` says so.
 */
export async function checkAnswer(bill: Bill, candidate: Candidate): Promise<CheckedReceipt> {
  const { terms, identityKey } = candidate;
  const manifest = { text: candidate.manifest, signature: candidate.manifestSignature };
  const receiptKey = parseDocument(ManifestSchema, candidate.manifest)?.receiptKey ?? '';
  const receipt = parseDocument(ReceiptSchema, bill.signedReceipt.text);
  const holds: Record<CheckName, boolean> = {
    identity: await verifySigned(SIGNING_DOMAINS.manifest, manifest, identityKey),
    signature: await verifySigned(SIGNING_DOMAINS.receipt, bill.signedReceipt, receiptKey),
    terms: receipt?.termsHash === (await termsHash(terms)),
    carried: receipt?.jobId === terms.jobId && receipt.tokens.output === bill.usage.output,
    charge: bill.chargedNano <= costNano(priceOf(terms), bill.usage, BigInt(terms.rateMicroUsdPerCoin)),
  };
  return { receipt, checks: CHECKS.map((name) => ({ name, holds: holds[name] })) };
}
