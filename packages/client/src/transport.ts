import type { MoreReply, QuoteReply, QuoteRequest, RelayHead, ResumeRequest, StopRequest } from '@spindle/shared';

/**
 * The way to the market: HTTP from anywhere, a function call inside the broker. Expected failures are thrown as
 * `FaultError` with the broker's code.
 */
export interface Transport {
  quote(request: QuoteRequest, signal?: AbortSignal): Promise<QuoteReply>;
  /** Carries quote and sealed request (`encodeHeaded`) and gives back the frames, in chunks of any size. */
  relay(body: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** The same where market and device are one process: nothing is packed for a way that it does not go. */
  relayHere?(head: RelayHead, envelope: Uint8Array, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** Answers a `More` frame while the relay's stream is open. */
  more?(reply: MoreReply, signal?: AbortSignal): Promise<void>;
  /** The rest of an answer that the market keeps, from so many bytes on. Absent where a connection can't be lost. */
  resume?(request: ResumeRequest, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** Nobody waits for a kept answer any more. */
  stop?(request: StopRequest): Promise<void>;
  /** OpenAI's list of models; nothing in it is private. */
  models?(signal?: AbortSignal): Promise<unknown>;
}
