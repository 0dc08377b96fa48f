import type { Fault } from '@spindle/shared';

/** Where an answer goes. */
export interface Reply {
  /** Fires when the market cancelled the request, or the link broke. */
  readonly cancelled: AbortSignal;
  readonly isOpen: boolean;
  frame(frame: Uint8Array): void;
  /** Before the first frame: an HTTP error. After it: an `Error` frame. Either ends the reply. */
  refuse(fault: Fault): void;
  end(): void;
}
