import { type RequestKind, utf8 } from '@spindle/shared';
import { pad, REQUEST_STEP_BYTES } from './padding.ts';

/** What a buyer asks, as only the buyer's device and the node see it. */
export interface SealedBody {
  kind: RequestKind;
  /** OpenAI's request of that kind. The node, not this package, judges its parameters. */
  request: Record<string, unknown>;
}

/** @param salt 32 bytes, hex: opens the receipt's commitment to the answer. */
export const encodeBody = ({ kind, request }: SealedBody, salt: string): Uint8Array<ArrayBuffer> =>
  pad(utf8(JSON.stringify({ kind, request, salt })), REQUEST_STEP_BYTES);
