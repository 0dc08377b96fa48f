import * as z from 'zod/mini';
import type { StreamEnd } from '../ends.ts';
import { amount, count, id, shortText } from './fields.ts';

/** Body of an `Attempt` frame: `nodeId` works now; `after` is the code for which the attempt before it ended. */
export const AttemptSchema = z.object({
  attempt: count,
  nodeId: id,
  after: z.exactOptional(shortText),
});
export type Attempt = z.output<typeof AttemptSchema>;

/** Body of an `Error` frame. A code that this version does not know is read as `internal`. */
export const FrameFaultSchema = z.object({
  code: shortText,
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
