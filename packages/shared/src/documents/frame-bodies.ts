import * as z from 'zod/mini';
import type { StreamEnd } from '../ends.ts';
import type { ErrorCode } from '../errors/index.ts';
import { amount, count, id, shortText } from './fields.ts';
import { SignedSchema } from './quote.ts';
import { WrapSchema } from './wrap.ts';

/** Body of an `Attempt` frame: `nodeId` works now; `after` is the code for which the attempt before it ended. */
export const AttemptSchema = z.object({
  attempt: count,
  nodeId: id,
  after: z.exactOptional(shortText),
  /** Set when this attempt goes on with an answer that was begun elsewhere: output tokens delivered before it. */
  resumedTokens: z.exactOptional(count),
});
export type Attempt = z.output<typeof AttemptSchema>;

/**
 * A fault as it came over the wire: body of an `Error` frame, and `error` of a door's JSON. Its code is not looked up
 * here, so that the table of texts stays out of a browser's first load; `errorText` reads an unknown one as `internal`.
 */
export const FaultSchema = z.object({
  code: z.custom<ErrorCode>((code) => typeof code === 'string' && /^[a-z0-9_]{1,64}$/.test(code)),
  facts: z.exactOptional(z.record(z.string(), z.union([z.string(), z.number()]))),
});

export const StreamEndSchema: z.ZodMiniType<StreamEnd> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('complete'), reason: z.enum(['stop', 'length', 'tool_calls']) }),
  z.object({ kind: z.literal('stopped'), delivered: count }),
  z.object({ kind: z.literal('cut'), delivered: count, by: z.enum(['node', 'broker']) }),
  z.object({ kind: z.literal('empty') }),
]);

/** Body of a `Settled` frame: what the answer cost, the market's fee inside it, and how it ended for the bill. */
export const SettledSchema = z.object({ chargedNano: amount, feeNano: amount, end: StreamEndSchema });
export type Settled = z.output<typeof SettledSchema>;

/** Body of a `More` frame: a quote for the same job with other candidates, signed like the first. */
export const MoreSchema = z.object({ quote: SignedSchema });
export type More = z.output<typeof MoreSchema>;

/** Body of `POST /relay/more`: the device's answer to a `More` frame. Empty when it will not go on. */
export const MoreReplySchema = z.object({ quote: SignedSchema, wraps: z.array(WrapSchema) });
export type MoreReply = z.output<typeof MoreReplySchema>;

/** Body of a `Queued` frame: how many wait in front of this request (0 is next), and about how long that takes. */
export const QueuedSchema = z.object({ position: count, etaMs: z.nullable(count) });
export type Queued = z.output<typeof QueuedSchema>;
