/** How the mock engine shall speak; travels as the text of the last message. */
export interface Order {
  tokens: number;
  /** 0: all at once. */
  everyMs: number;
}

/** Where a load goes. */
export type Target =
  /** OpenAI's chat completions over HTTP. */
  | { kind: 'openai'; url: string; model: string; headers: Record<string, string> }
  /**
   * The sealed door: `packages/client` in the load's own process, as on a buyer's device. `withEvidence`: the evidence of
   * a confidential machine, which was met before, is looked at for each quote.
   */
  | { kind: 'sealed'; url: string; model: string; token: string; withEvidence?: boolean };

/** Requests of one kind, `together` at a time. */
export interface Load {
  name: string;
  target: Target;
  order: Order;
  /** Streamed, or answered whole. */
  stream: boolean;
  together: number;
  /** The first ones start spread over this time. */
  spreadMs: number;
  /** As soon as one ends, another begins; else each is asked once. */
  repeat: boolean;
}

/** What a load saw since it was last asked. */
export interface Seen {
  requests: number;
  failures: number;
  /** The words of the last failure. */
  failure: string | null;
  /** Open now, and having had a token. */
  open: number;
  /** Stamped tokens. */
  tokens: number;
  /** Of the answers' bodies, as they came off the wire. */
  bytes: number;
  wholeMs: Spread;
  /** From the question to the first token. */
  firstTokenMs: Spread;
  /** From the moment at which the engine wrote a token to the moment at which it was read here. */
  tokenMs: Spread;
}

export interface Spread {
  count: number;
  p50: number;
  p99: number;
}

export type Command =
  | { id: number; do: 'start'; load: Load }
  /** Tells what was seen since the last time, and begins anew. */
  | { id: number; do: 'look'; name: string }
  /** Waits for those that are open, then breaks them off. */
  | { id: number; do: 'stop'; name: string; patienceMs: number };
