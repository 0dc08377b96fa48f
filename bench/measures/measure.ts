import type { LoadProcess } from '../load/load-process.ts';
import type { Peer, PeerName } from '../peers/peer.ts';

export type MeasureName =
  | 'request-cpu'
  | 'chunk-cpu'
  | 'first-token'
  | 'token-delay'
  | 'held'
  | 'stream-memory'
  | 'node-memory';

/** One figure of one gateway. */
export interface Reading {
  measure: MeasureName;
  peer: PeerName;
  /** Compared within a round alone: what the machine does beside changes from one to the next. */
  round: number;
  /** In the measure's unit, see {@link MEASURES}. */
  value: number;
  /** What else was seen, by name, each with its unit in it. */
  beside: Record<string, number>;
}

/** What runs a measure needs. */
export interface Bench {
  load: LoadProcess;
  engineCpuMs: () => number;
  say: (line: string) => void;
}

/** Measures one gateway once. @throws when requests fail: a figure of a gateway that refuses would be a good one. */
export type Measure = (bench: Bench, peer: Peer, round: number) => Promise<Reading[]>;

export const MEASURES: Record<MeasureName, { title: string; unit: string; digits: number }> = {
  'request-cpu': { title: 'A plain request (1 kB answer, not streamed): processor time', unit: 'ms', digits: 2 },
  'chunk-cpu': { title: '1,000 chunks relayed in streams of 20 tokens/s: processor time', unit: 'ms', digits: 1 },
  'first-token': { title: 'Added time to the first token, p50', unit: 'ms', digits: 1 },
  'token-delay': { title: 'Added delay of a token, p50', unit: 'ms', digits: 1 },
  held: { title: 'Streams of 20 tokens/s held, p99 of the added delay', unit: 'ms', digits: 1 },
  'stream-memory': { title: 'Memory of an open stream', unit: 'kB', digits: 0 },
  'node-memory': { title: 'Memory of an idle linked node', unit: 'kB', digits: 0 },
};
