import type { Terms } from '@spindle/shared';
import type { Billed } from '../nodes/index.ts';
import type { WithReceipt } from './check-end.ts';
import type { Course } from './course.ts';

const LENGTH_BYTES = 4;

/** The sealed part of an envelope: behind the length of its head, and the head, which names the machines. */
function sealedBytesOf(envelope: Uint8Array): number {
  const headBytes = new DataView(envelope.buffer, envelope.byteOffset).getUint32(0);
  return envelope.length - LENGTH_BYTES - headBytes;
}

/**
 * What is billed of an answer against what was carried for it. @returns null where the two can't be held against each
 * other: vectors have no tokens, and who goes on reads what others wrote as well.
 */
export function billedOf(
  terms: Terms,
  envelope: Uint8Array,
  { ownTokens, ownBytes }: WithReceipt,
  { receipt }: Pick<Course, 'receipt'>,
): Billed | null {
  if (!receipt || receipt.resumed || terms.kind === 'embeddings') return null;
  const input = { inputTokens: receipt.tokens.input, inputBytes: sealedBytesOf(envelope) };
  return { modelId: terms.model, ...input, outputTokens: ownTokens, outputBytes: ownBytes };
}
