import { DATA_POLICIES, POLICIES, TIERS } from '@spindle/shared';
import * as z from 'zod/mini';
import type { AskWishes } from '../ask-input.ts';
import { coefficientWishes, MaxPriceSchema, priceWishes } from './max-price.ts';

const listing = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
const listings = z.array(listing).check(z.maxLength(50));
const region = z.string().check(z.minLength(1), z.maxLength(200));
const word = z.string().check(z.maxLength(1_000));

/** What Spindle understands in any body beside OpenAI's parameters. All of it is optional. */
export const WISHES = {
  /** The most to pay, US dollars per million tokens: for both, or `{ input, output }`. */
  max_price: z.nullish(MaxPriceSchema),
  /** What to choose by: `cheapest`, `fastest`, `balanced`, `private`. */
  policy: z.nullish(z.enum(POLICIES)),
  /** The least that a machine must prove. */
  tier: z.nullish(z.enum(TIERS)),
  /** Frames of one size at a constant rate, and nothing remembered: see {@link AskWishes.isPrivate}. */
  private_mode: z.nullish(z.boolean()),
  /** Sealed by the suite that a later quantum computer cannot open, and to no machine without it. */
  post_quantum: z.nullish(z.boolean()),
  /** Which listings and regions, and what the provider must promise about data. */
  providers: z.nullish(
    z.strictObject({
      only: z.nullish(listings),
      ignore: z.nullish(listings),
      region: z.nullish(z.union([region, z.array(region).check(z.minLength(1), z.maxLength(50))])),
      data_policy: z.nullish(z.enum(DATA_POLICIES)),
    }),
  ),
  /** The longest that the whole answer may take, in seconds. */
  timeout: z.nullish(z.number().check(z.positive(), z.maximum(86_400))),
  /** OpenAI's: `batch` and `flex` wait for idle machines, at the batch price; every other word is the usual service. */
  service_tier: z.nullish(z.string()),
  /** OpenAI's: requests of one word go to one machine while it has room. Only a salted hash of it leaves the device. */
  prompt_cache_key: z.nullish(word),
  user: z.nullish(word),
  /** Cocoon's: the most to pay, in thousandths of its base price. */
  max_coefficient: z.nullish(z.int().check(z.minimum(0), z.maximum(1e9))),
  /** Cocoon's, accepted: every answer here names its job and brings its receipt. */
  enable_debug: z.nullish(z.boolean()),
  request_guid: z.nullish(word),
  /** The older form of our wishes. */
  spindle: z.nullish(
    z.object({
      policy: z.nullish(z.enum(POLICIES)),
      tier: z.nullish(z.enum(TIERS)),
      listing_id: z.nullish(listing),
      max_price_micro_usd_per_mtok: z.nullish(z.string().check(z.regex(/^\d{1,15}$/))),
    }),
  ),
};
const WishesSchema = z.object(WISHES);
export type Wishes = z.output<typeof WishesSchema>;

/** The wishes of a body, as a client asks them of the market. */
export function wishesOf(body: Wishes): Partial<AskWishes> {
  const { providers, spindle, service_tier: service, timeout } = body;
  const isBatch = service === 'batch' || service === 'flex';
  const older = spindle?.max_price_micro_usd_per_mtok;
  return {
    policy: body.policy ?? spindle?.policy ?? undefined,
    tier: body.tier ?? spindle?.tier ?? undefined,
    listingId: spindle?.listing_id ?? undefined,
    maxPriceMicroUsdPerMTok: older == null ? undefined : `${BigInt(older)}`,
    ...(body.max_price != null && priceWishes(body.max_price)),
    ...(body.max_coefficient != null && coefficientWishes(body.max_coefficient)),
    onlyListings: providers?.only ?? undefined,
    ignoreListings: providers?.ignore ?? undefined,
    regions: providers?.region == null ? undefined : [providers.region].flat(),
    dataPolicy: providers?.data_policy ?? undefined,
    isPrivate: body.private_mode ?? undefined,
    isPostQuantum: body.post_quantum ?? undefined,
    serviceClass: isBatch ? 'batch' : undefined,
    affinity: body.prompt_cache_key || body.user || undefined,
    timeoutMs: timeout == null ? undefined : Math.ceil(timeout * 1000),
  };
}
