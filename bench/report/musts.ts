import type { MeasureName } from '../measures/measure.ts';
import type { PeerName } from '../peers/peer.ts';

/** What Spindle must reach, whole, against the peer in the same run. */
export interface Must {
  measure: MeasureName;
  peer: PeerName;
  /** At most so many times Portkey's figure. */
  timesPortkey?: number;
  atMost?: number;
  p99AtMost?: number;
  /** So many streams held at least. */
  streams?: number;
}

/** p99 of the added delay up to which a stream counts as held. */
export const HELD_P99_MS = 20;

const both = (must: Omit<Must, 'peer'>): Must[] => [
  { ...must, peer: 'spindle-plain' },
  { ...must, peer: 'spindle-sealed' },
];

export const MUSTS: readonly Must[] = [
  { measure: 'request-cpu', peer: 'spindle-plain', timesPortkey: 0.4 },
  { measure: 'request-cpu', peer: 'spindle-sealed', timesPortkey: 0.3 },
  { measure: 'chunk-cpu', peer: 'spindle-plain', timesPortkey: 0.6 },
  { measure: 'chunk-cpu', peer: 'spindle-sealed', timesPortkey: 0.45 },
  ...both({ measure: 'first-token', atMost: 3, p99AtMost: 20 }),
  ...both({ measure: 'held', streams: 1_000 }),
  ...both({ measure: 'stream-memory', atMost: 100 }),
  { measure: 'node-memory', peer: 'spindle-sealed', atMost: 60 },
];

/** What a device must reach in Chromium. */
export const DEVICE_MUSTS = { tdxColdMs: 20, tdxWarmMs: 4, sealMs: 1.5, openUs: 12, packageKb: 15 } as const;

/** What the sealed door must reach beside the plain one, in the same run. */
export const SEALED_DOOR_MUSTS = {
  /** Processor time of the broker for a stream, against the plain door's. */
  timesPlainCpu: 1,
  /** Time to the first token above the plain door's, with evidence that was met before. */
  abovePlainMs: 15,
  /** Bytes of an answer, against OpenAI's SSE of the same. */
  timesSseBytes: 1,
} as const;
