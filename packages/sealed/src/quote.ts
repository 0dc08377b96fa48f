import { fail, ok, type Quote, QuoteSchema, type Result, type Signed } from '@spindle/shared';
import { SIGNING_DOMAINS } from './domains.ts';
import type { Primitives } from './primitives.ts';
import { type Signer, signDocument } from './signed.ts';
import { createSignedReader } from './signed-reader.ts';
import { webPrimitives } from './web/primitives.ts';

/** No terms may outlive their quote's issue by more: so long must a node remember a job. */
export const MAX_TERMS_LIFE_MS = 120_000;

const quotes = createSignedReader(SIGNING_DOMAINS.quote, QuoteSchema, 1_024);

/** Signs a quote. Who signed it need not read it again. */
export async function signQuote(quote: Quote, signer: Signer): Promise<Signed> {
  const signed = await signDocument(SIGNING_DOMAINS.quote, { ...quote }, signer);
  quotes.remember(signed, signer.publicKey, quote);
  return signed;
}

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
  const read = await quotes.read(signed, brokerKey, primitives);
  if (!read.ok || !fits(read.document)) return fail('quote_altered');
  const quote = read.document;
  return nowMs >= quote.expiresAt ? fail('quote_expired') : ok(quote);
}

/** Terms are of the quote that they stand in, and live about as long. */
const fits = (quote: Quote): boolean =>
  quote.candidates.every(
    ({ terms }) =>
      terms.env === quote.env &&
      terms.jobId === quote.jobId &&
      terms.expiresAt >= quote.expiresAt &&
      terms.expiresAt <= quote.issuedAt + MAX_TERMS_LIFE_MS,
  );
