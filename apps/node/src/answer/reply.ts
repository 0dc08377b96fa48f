import type { Fault } from '@spindle/shared';

/** Where an answer goes. */
export interface Reply {
  /** Fires when the market cancelled the request, or the link broke. */
  readonly cancelled: AbortSignal;
  readonly isOpen: boolean;
  frame(frame: Uint8Array): void;
  /**
   * Set while whoever reads is slower than the answer: resolves when there is room again, or nobody reads any more. A frame
   * is taken all the same; an engine waits before it says more.
   */
  readonly drained: Promise<void> | undefined;
  /** Before the first frame: an HTTP error. After it: an `Error` frame. Either ends the reply. */
  refuse(fault: Fault): void;
  end(): void;
}
