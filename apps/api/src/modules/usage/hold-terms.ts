import { TermsSchema } from '@spindle/shared';
import * as z from 'zod/mini';
import type { HeldTerms } from '../ledger/index.ts';

const accountId = z.custom<HeldTerms['providerId']>((value) => typeof value === 'string' && value.length === 36);
const HeldTermsSchema = z.record(
  z.string(),
  z.object({ providerId: accountId, receiptKey: z.string(), terms: TermsSchema }),
);

/** The terms that a hold was opened with, by node; empty when the row holds something else. */
export function readHeldTerms(json: unknown): Record<string, HeldTerms> {
  const parsed = HeldTermsSchema.safeParse(json);
  return parsed.success ? parsed.data : {};
}
