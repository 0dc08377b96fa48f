/**
 * Frames of an answer on the wire: `type u8 | length u32 big-endian | bytes`, the same from node to broker to device.
 * `Text` and `Last` carry `output tokens so far u32 | sealed bytes`; the others are readable JSON of the schemas beside.
 */
export const FrameType = {
  /** A sealed piece of the answer. */
  Text: 1,
  /** The sealed last piece: without it an answer is not an answer. */
  Last: 2,
  /** The node's signed receipt: JSON of `Signed`. */
  Receipt: 3,
  /** A failure: `{ code, facts? }`. Ends the stream. */
  Error: 4,
  /** From the broker: which candidate works now, and why the one before did not: `Attempt`. */
  Attempt: 5,
  /** From the broker, at the very end: what was charged: `Settled`. */
  Settled: 6,
  /** From the broker: every candidate is used up; here are more. The device seals the key to them: `More`. */
  More: 7,
  /** From the broker: all machines are busy, and this request waits: `Queued`. */
  Queued: 8,
} as const;
export type FrameType = (typeof FrameType)[keyof typeof FrameType];

/** No frame may be larger; a longer length means a damaged or hostile stream. */
export const MAX_FRAME_BYTES = 256 * 1024;
/** No sealed request may be larger. */
export const MAX_SEALED_BYTES = 16 * 1024 * 1024;
