import * as z from 'zod/mini';
import { count, hex32, id, timeMs } from './fields.ts';

/** What a node signs when an answer ends. Holds hashes, never text. */
export const ReceiptSchema = z.strictObject({
  v: z.literal(1),
  jobId: id,
  nodeId: id,
  /** SHA-256 of the terms that the node worked under. */
  termsHash: hex32,
  /** SHA-256 of the sealed request, and of all answer frames as sent. */
  requestHash: hex32,
  answerHash: hex32,
  /** Salted commitment to the plain answer; only the buyer holds the salt. */
  answerCommitment: hex32,
  tokens: z.strictObject({ input: count, cached: count, output: count }),
  /**
   * Set when this machine went on with an answer that others began: their output tokens (not among `tokens`), and the
   * SHA-256 of their frames as delivered. So one receipt vouches for the whole answer.
   */
  resumed: z.exactOptional(z.strictObject({ tokens: count, priorHash: hex32 })),
  end: z.enum(['stop', 'length', 'tool_calls', 'stopped', 'failed']),
  startedAt: timeMs,
  firstTokenAt: z.nullable(timeMs),
  endedAt: timeMs,
});
export type Receipt = z.output<typeof ReceiptSchema>;
