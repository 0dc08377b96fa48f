import type { ChainReader } from '../chain-reader.ts';
import type { ChainHead } from '../read-chain-head.ts';

/**
 * `fresh`: asked. `lagging`: its newest block is older than others have. `ahead`: its clock is, against all others and
 * ours. `silent`: it does not answer, or not to what we ask. Only fresh ones are believed; the others come back by
 * themselves.
 */
export type EndpointState = 'fresh' | 'lagging' | 'ahead' | 'silent';

/** One of several servers that tell of the same chain. */
export interface Endpoint {
  /** Its host: an address may hold a key in its path. */
  name: string;
  reader: ChainReader;
  state: EndpointState;
  sinceMs: number;
  head: ChainHead | null;
  /** Reads that failed one after another. */
  failures: number;
  /** It is not asked before, because what it was asked last failed. */
  restsUntilMs: number;
}

/** What operators should know. */
export type EndpointNotice =
  | { kind: 'endpoint'; endpoint: string; was: EndpointState; is: EndpointState; behindSeconds: number | null }
  | { kind: 'contradiction'; account: string; endpoints: string[]; why: string };

export interface EndpointView {
  name: string;
  state: EndpointState;
  sinceMs: number;
  /** Of its newest block; null while it never answered. */
  seqno: number | null;
  timeSeconds: number | null;
}
