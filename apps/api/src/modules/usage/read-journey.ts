import * as z from 'zod/mini';
import type { Decision } from './answer-record.ts';

export type StoredJourney = Decision;

const count = z.number();
const AttemptSchema = z.object({
  nodeId: z.uuid(),
  listingId: z.exactOptional(z.string()),
  startedMs: z.exactOptional(count),
  firstFrameMs: z.exactOptional(z.nullable(count)),
  endedMs: z.exactOptional(count),
  tokens: z.exactOptional(count),
  bytes: z.exactOptional(count),
  after: z.exactOptional(z.string()),
  hedge: z.exactOptional(z.literal(true)),
  resumed: z.exactOptional(z.literal(true)),
});
const DecisionSchema = z.object({
  policy: z.exactOptional(z.string()),
  considered: z.exactOptional(count),
  excluded: z.exactOptional(z.array(z.object({ why: z.string(), count }))),
  attempts: z.array(AttemptSchema),
  queuedMs: z.exactOptional(count),
  isLate: z.exactOptional(z.boolean()),
});

/** The journey as a row keeps it; without a step when the row holds something else. */
export function readJourney(json: unknown): StoredJourney {
  const parsed = DecisionSchema.safeParse(json);
  return parsed.success ? parsed.data : { attempts: [] };
}
