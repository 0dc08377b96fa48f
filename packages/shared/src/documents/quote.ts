import * as z from 'zod/mini';
import { REQUEST_KINDS, SERVICE_CLASSES } from '../request-kinds.ts';
import { ENVIRONMENTS, POLICIES, TIERS } from '../tiers.ts';
import { amount, count, hex32, hex64, id, shortText, timeMs } from './fields.ts';
import { QuoteRequestSchema } from './quote-request.ts';

/**
 * What one candidate node may do and ask, for one request. The device hashes the terms that it showed, the node those
 * of the broker's signed quote; the hash is bound into the seal, so neither price nor model nor tier can change between.
 */
export const TermsSchema = z.strictObject({
  v: z.literal(1),
  env: z.enum(ENVIRONMENTS),
  jobId: id,
  listingId: id,
  nodeId: id,
  kind: z.enum(REQUEST_KINDS),
  model: shortText,
  revision: shortText,
  tier: z.enum(TIERS),
  /** Micro-dollars per one million tokens. */
  inputMicroUsdPerMTok: amount,
  cachedInputMicroUsdPerMTok: amount,
  outputMicroUsdPerMTok: amount,
  /** Micro-dollars per coin, locked by the quote. */
  rateMicroUsdPerCoin: amount,
  feeBasisPoints: count,
  maxInputTokens: count,
  maxOutputTokens: count,
  expiresAt: timeMs,
});
export type Terms = z.output<typeof TermsSchema>;

/** One machine that may answer, in the order in which the broker would ask them. */
export const CandidateSchema = z.strictObject({
  terms: TermsSchema,
  /** The node's manifest as canonical JSON, and the identity key's signature over it. */
  manifest: z.string(),
  manifestSignature: hex64,
  /** Ed25519 key that the listing names. */
  identityKey: hex32,
  /**
   * Of tier `confidential`: SHA-256 of the bundle that vouches for the manifest, fetched once by
   * `GET /v1/evidence/<hash>`. The signature above is then nothing to go by.
   */
  evidenceHash: z.exactOptional(hex32),
});
export type Candidate = z.output<typeof CandidateSchema>;

/** A request is sealed once for each of them, so the list stays short. */
export const MAX_CANDIDATES = 16;

/** A price and a short list of candidates, locked for a minute. The signature is its only state until it is used. */
export const QuoteSchema = z.strictObject({
  v: z.literal(1),
  env: z.enum(ENVIRONMENTS),
  jobId: id,
  accountId: id,
  policy: z.enum(POLICIES),
  serviceClass: z.enum(SERVICE_CLASSES),
  /** What was asked for: more candidates, should these be used up, must fit the same wishes. */
  request: QuoteRequestSchema,
  /** How the candidates were found: machines looked at, and how many of them were left out for which reason. */
  decision: z.strictObject({
    considered: count,
    excluded: z.array(z.strictObject({ why: shortText, count })),
  }),
  /** The most that this request can cost, over all candidates, in nano. This is what is held. */
  holdNano: amount,
  candidates: z.array(CandidateSchema).check(z.minLength(1), z.maxLength(MAX_CANDIDATES)),
  issuedAt: timeMs,
  expiresAt: timeMs,
});
export type Quote = z.output<typeof QuoteSchema>;

export const QUOTE_LIFE_MS = 60_000;

/** A signed document as it travels: the exact canonical text, and an Ed25519 signature over its domain and text. */
export const SignedSchema = z.strictObject({ text: z.string(), signature: hex64 });
export type Signed = z.output<typeof SignedSchema>;
