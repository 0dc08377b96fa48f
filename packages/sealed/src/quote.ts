import { fail, ok, parseDocument, type Quote, QuoteSchema, type Result, type Signed } from '@spindle/shared';
import { SIGNING_DOMAINS } from './domains.ts';
import type { Primitives } from './primitives.ts';
import { verifySigned } from './signed.ts';
import { webPrimitives } from './web/primitives.ts';

/** No terms may outlive their quote's issue by more: so long must a node remember a job. */
export const MAX_TERMS_LIFE_MS = 120_000;

/**
 * Reads a quote that the broker of this key signed: its signature, its canonical form, that it fits together, its time.
 * Refusals: `quote_altered`, `quote_expired`.
 * @param nowMs Unix time in milliseconds.
 */
export async function openQuote(
  signed: Signed,
  brokerKey: string,
  nowMs: number,
  primitives: Primitives = webPrimitives,
): Promise<Result<Quote>> {
  if (!(await verifySigned(SIGNING_DOMAINS.quote, signed, brokerKey, primitives))) return fail('quote_altered');
  const quote = readQuote(signed);
  if (!quote) return fail('quote_altered');
  return nowMs >= quote.expiresAt ? fail('quote_expired') : ok(quote);
}

/**
 * Reads a quote without its signature: only for the process that signed it.
 * @returns null when it does not fit together.
 */
export function readQuote(signed: Signed): Quote | null {
  const quote = parseDocument(QuoteSchema, signed.text);
  const fits = quote?.candidates.every(
    ({ terms }) =>
      terms.env === quote.env &&
      terms.jobId === quote.jobId &&
      terms.expiresAt >= quote.expiresAt &&
      terms.expiresAt <= quote.issuedAt + MAX_TERMS_LIFE_MS,
  );
  return quote && fits ? quote : null;
}
