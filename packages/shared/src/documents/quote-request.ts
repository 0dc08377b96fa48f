import * as z from 'zod/mini';
import { ABILITIES, DATA_POLICIES, REQUEST_KINDS, SERVICE_CLASSES } from '../request-kinds.ts';
import { POLICIES, TIERS } from '../tiers.ts';
import { amount, count, id, shortText } from './fields.ts';

/** Body of `POST /relay/quote`: what a buyer wants, without a word of the question. */
export const QuoteRequestSchema = z.object({
  model: shortText,
  /** Default `chat`. */
  kind: z.exactOptional(z.enum(REQUEST_KINDS)),
  /** Default `interactive`. */
  serviceClass: z.exactOptional(z.enum(SERVICE_CLASSES)),
  /** What the machine must be able to do, besides the kind. */
  needs: z.exactOptional(z.array(z.enum(ABILITIES)).check(z.maxLength(ABILITIES.length))),
  policy: z.exactOptional(z.enum(POLICIES)),
  /** The least that a machine must prove. */
  tier: z.exactOptional(z.enum(TIERS)),
  /** The least that a provider must promise. */
  dataPolicy: z.exactOptional(z.enum(DATA_POLICIES)),
  /** Only machines in these regions. */
  regions: z.exactOptional(z.array(shortText).check(z.maxLength(50))),
  /** Only this listing. */
  listingId: z.exactOptional(id),
  /** Only these listings; none of those. */
  onlyListings: z.exactOptional(z.array(id).check(z.maxLength(50))),
  ignoreListings: z.exactOptional(z.array(id).check(z.maxLength(50))),
  /**
   * Requests with the same word go to the same machine while it has room, whose engine then still knows their beginning.
   * Made by the device, and says nothing to anybody else.
   */
  affinity: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(64))),
  /** Upper bounds: the hold is reckoned from them, and the terms name no more. */
  maxInputTokens: count,
  maxOutputTokens: count,
  /** No candidate may ask more than this for input or output. */
  maxPriceMicroUsdPerMTok: z.exactOptional(amount),
  /** The same for input and output apart, in micro-dollars and in nano of the coin at the quote's rate. */
  maxInputMicroUsdPerMTok: z.exactOptional(amount),
  maxOutputMicroUsdPerMTok: z.exactOptional(amount),
  maxInputNanoPerMTok: z.exactOptional(amount),
  maxOutputNanoPerMTok: z.exactOptional(amount),
});
export type QuoteRequest = z.output<typeof QuoteRequestSchema>;
