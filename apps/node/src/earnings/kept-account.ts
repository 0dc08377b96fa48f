import { EarningsTermsSchema } from '@spindle/shared';
import * as z from 'zod/mini';

const nanoText = z.codec(z.string().check(z.regex(/^\d{1,31}$/)), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (amount) => String(amount),
});

export { nanoText };

/** What the chain itself showed of an account, and when. */
export const SeenOnChainSchema = z.object({
  status: z.enum(['absent', 'open', 'closing', 'closed']),
  depositedNano: nanoText,
  claimedNano: nanoText,
  /** Unix seconds, while it closes. */
  closeAt: z.nullable(z.int()),
  atMs: z.int(),
});
export type SeenOnChain = z.output<typeof SeenOnChainSchema>;

/** An earnings account that this machine knows of: proven promises, and what is said or seen of their funding. */
export const KeptAccountSchema = z.object({
  address: z.string(),
  terms: EarningsTermsSchema,
  promisedNano: nanoText,
  signature: z.nullable(z.string()),
  /** What the market says that it has deposited, and that was claimed. */
  depositedNano: nanoText,
  claimedNano: nanoText,
  /** Null until it was read on the chain, which is done when an API of TON is set. */
  seen: z.nullable(SeenOnChainSchema),
});
export type KeptAccount = z.output<typeof KeptAccountSchema>;
