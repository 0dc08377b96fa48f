import { type RequestKind, utf8 } from '@spindle/shared';
import { pad, privateStepBytes, REQUEST_STEP_BYTES } from './padding.ts';

/** How an answer comes in private mode: at each tick one frame, and each frame of one size. */
export interface Pace {
  tickMs: number;
  /** Of what is sealed, a multiple of 64. */
  frameBytes: number;
}
/** 2 kB a second, three times what a fast model says. A tick is as long as people don't mind. */
export const PRIVATE_PACE: Pace = { tickMs: 250, frameBytes: 512 };

/** What a buyer asks, as only the buyer's device and the node see it. */
export interface SealedBody {
  kind: RequestKind;
  /** OpenAI's request of that kind. The node, not this package, judges its parameters. */
  request: Record<string, unknown>;
  /** Private mode: see {@link PRIVATE_PACE}. Left out, frames are as long and as often as the answer has them. */
  pace?: Pace | undefined;
}

/** @param salt 32 bytes, hex: opens the receipt's commitment to the answer. */
export function encodeBody({ kind, request, pace }: SealedBody, salt: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8(JSON.stringify({ kind, request, salt, pace }));
  return pad(bytes, pace ? privateStepBytes(bytes) : REQUEST_STEP_BYTES);
}
