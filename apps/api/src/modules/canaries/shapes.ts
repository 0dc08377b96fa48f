// Types only: see the note in accounts/shapes.ts.

/** So many answers at once, and how fast they then were. */
export interface Level {
  concurrency: number;
  /** The median of the answers. */
  firstTokenMs: number;
  /** Of one answer, the median; null when they came all at once. */
  tokensPerSecond: number | null;
  /** Of all together, the wait for the first token included. */
  allTokensPerSecond: number | null;
}

/** What one measurement found. */
export interface Measured {
  firstTokenMs: number;
  tokensPerSecond: number | null;
  /** At the level where it was most: the machine's capacity. */
  mostTokensPerSecond: number | null;
  levels: Level[];
  /** The concurrency at which it fell; null when it did not, or was not taken so far. */
  fallsAt: number | null;
  claimedSlots: number;
  /** Why it went no further. */
  ended: 'slots' | 'fell' | 'buyer' | 'budget' | 'failed';
  /** In and out, that it took. */
  tokens: number;
}

export interface Measurement extends Measured {
  nodeId: string;
  modelId: string;
  atMs: number;
}
