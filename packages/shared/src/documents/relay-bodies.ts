import * as z from 'zod/mini';
import { amount, count, hex32, hex64, shortText } from './fields.ts';
import { SignedSchema } from './quote.ts';

/** Answer of `POST /relay/quote`. */
export const QuoteReplySchema = z.object({ quote: SignedSchema, brokerKey: hex32 });
export type QuoteReply = z.output<typeof QuoteReplySchema>;

/** A buyer's promise, signed on their device for this very answer: "you may take up to this much in total". */
export const RelayVoucherSchema = z.object({ channel: shortText, cumulativeNano: amount, signature: hex64 });
export type RelayVoucher = z.output<typeof RelayVoucherSchema>;

/** Head of `POST /relay`; the sealed request is the body behind it. */
export const RelayHeadSchema = z.object({
  quote: SignedSchema,
  /** The buyer's own patience for the whole answer; never more than the market's. */
  timeoutMs: z.exactOptional(count),
  /** In strict mode: what this answer may cost at most, on top of what is spent and held. */
  voucher: z.exactOptional(RelayVoucherSchema),
  /** Asks the market to pay for this answer. Read by the market alone: no machine hears of it. */
  isGift: z.exactOptional(z.boolean()),
  /** Goes on for so long without its connection, and can be taken up again by the one who knows this id. */
  keep: z.exactOptional(z.object({ id: hex32, ms: count })),
});
export type RelayHead = z.output<typeof RelayHeadSchema>;

/** Body of `POST /relay/resume`: the rest of an answer, from so many bytes on. */
export const ResumeRequestSchema = z.object({ id: hex32, from: count });
export type ResumeRequest = z.output<typeof ResumeRequestSchema>;

/** Body of `POST /relay/stop`: nobody waits for it any more. */
export const StopRequestSchema = z.object({ id: hex32 });
export type StopRequest = z.output<typeof StopRequestSchema>;
