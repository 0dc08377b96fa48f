/** How an answer ended. Bill, receipt and client all read this one value. */
export type StreamEnd =
  /** The model stopped by itself (`stop`), reached the limit (`length`), or called tools. */
  | { kind: 'complete'; reason: 'stop' | 'length' | 'tool_calls' }
  /** The buyer stopped; what was delivered is billed. */
  | { kind: 'stopped'; delivered: number }
  /** Broken before the end; `by` says whose side. Cut by the provider's side costs nothing. */
  | { kind: 'cut'; delivered: number; by: 'node' | 'broker' }
  /** Not one token. Never charged. */
  | { kind: 'empty' };

export type EndKind = StreamEnd['kind'];
export const END_KINDS = ['complete', 'stopped', 'cut', 'empty'] as const satisfies readonly EndKind[];
