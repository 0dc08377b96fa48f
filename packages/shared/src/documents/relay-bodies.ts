import * as z from 'zod/mini';
import { count, hex32 } from './fields.ts';
import { SignedSchema } from './quote.ts';

/** Answer of `POST /relay/quote`. */
export const QuoteReplySchema = z.object({ quote: SignedSchema, brokerKey: hex32 });
export type QuoteReply = z.output<typeof QuoteReplySchema>;

/** Head of `POST /relay`; the sealed request is the body behind it. */
export const RelayHeadSchema = z.object({
  quote: SignedSchema,
  /** The buyer's own patience for the whole answer; never more than the market's. */
  timeoutMs: z.exactOptional(count),
});
export type RelayHead = z.output<typeof RelayHeadSchema>;
