import type { AccountId } from '@spindle/shared';

/** A reply as it goes over the wire. */
export interface KeptReply {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Uint8Array;
}

/** A request that came with an `Idempotency-Key`. */
export interface ReplayAsk {
  accountId: AccountId;
  /** The API key as the caller sent it: the only place where it ever is. */
  apiKeyText: string;
  idempotencyKey: string;
  path: string;
  /** What makes it the same request. */
  body: string;
}

/** The one run of a request. Others under the same key are refused until it has ended. */
export interface Run {
  /**
   * Keeps the reply for those who ask again; null for one that is too large: they are refused then, and not charged.
   * Never throws: what cannot be written now is tried again for a while.
   */
  keep(reply: KeptReply | null): Promise<void>;
  /** The request failed and cost nothing: whoever asks again runs it again. Never throws. */
  forget(): Promise<void>;
}

export type Begun = { kind: 'run'; run: Run } | { kind: 'replay'; reply: KeptReply };
