import * as z from 'zod/mini';
import { POLICIES, TIERS } from '../tiers.ts';
import { amount, count, hex32, id, shortText } from './fields.ts';
import { SignedSchema } from './quote.ts';

/** Body of `POST /relay/quote`: what a buyer wants, without a word of the question. */
export const QuoteRequestSchema = z.object({
  model: shortText,
  policy: z.exactOptional(z.enum(POLICIES)),
  /** The least that a machine must prove. */
  tier: z.exactOptional(z.enum(TIERS)),
  /** Only this listing. */
  listingId: z.exactOptional(id),
  /** Upper bounds: the hold is reckoned from them, and the terms name no more. */
  maxInputTokens: count,
  maxOutputTokens: count,
  /** No candidate may ask more than this for input or output. */
  maxPriceMicroUsdPerMTok: z.exactOptional(amount),
});
export type QuoteRequest = z.output<typeof QuoteRequestSchema>;

/** Answer of `POST /relay/quote`. */
export const QuoteReplySchema = z.object({ quote: SignedSchema, brokerKey: hex32 });
export type QuoteReply = z.output<typeof QuoteReplySchema>;

/** Head of `POST /relay`; the sealed request is the body behind it. */
export const RelayHeadSchema = z.object({ quote: SignedSchema });
export type RelayHead = z.output<typeof RelayHeadSchema>;
