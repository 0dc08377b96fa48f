import { createHash } from 'node:crypto';
import { fail, ok, type Result, type Segment } from '@spindle/shared';
import { AnswerOpener, type AnswerSecrets } from '../answer-opener.ts';
import { type Delta, decodeDeltas } from '../deltas.ts';
import { FrameReader } from '../frames.ts';
import { nodePrimitives } from './primitives.ts';

/** What the buyer already has of an answer. */
export interface PriorAnswer {
  /** In the order in which they were delivered; never an end. */
  deltas: Delta[];
  /** Output tokens up to here, over all segments. */
  outputTokens: number;
  /** SHA-256 of the frames: what the next receipt names. */
  priorHash: string;
}

/**
 * Opens the frames that other machines delivered: this node holds the same content key, so it can read what they sealed.
 * Refusal: `answer_damaged`, for frames that were altered or lost, and for an answer that had ended.
 */
export function openPrior(
  secrets: Omit<AnswerSecrets, 'attempt' | 'nodeId'>,
  segments: readonly Segment[],
  frames: Uint8Array,
): Result<PriorAnswer> {
  const prior: PriorAnswer = { deltas: [], outputTokens: 0, priorHash: '' };
  let at = 0;
  for (const { attempt, nodeId, bytes } of segments) {
    const opener = new AnswerOpener({ ...secrets, attempt, nodeId }, nodePrimitives);
    const opened = openSegment(opener, frames.subarray(at, at + bytes), prior);
    if (!opened.ok) return opened;
    at += bytes;
  }
  if (at !== frames.length) return fail('answer_damaged');
  prior.priorHash = createHash('sha256').update(frames).digest('hex');
  return ok(prior);
}

function openSegment(opener: AnswerOpener, bytes: Uint8Array, prior: PriorAnswer): Result<null> {
  const reader = new FrameReader();
  const read = reader.push(bytes);
  if (!read.ok || !reader.isAtBoundary) return fail('answer_damaged');
  for (const frame of read.value) {
    const plain = opener.open(frame);
    // On Node frames open at once.
    if (plain instanceof Promise || !plain.ok) return fail('answer_damaged');
    const deltas = decodeDeltas(plain.value);
    if (!deltas.ok || opener.isWhole) return fail('answer_damaged');
    prior.deltas.push(...deltas.value);
  }
  if (opener.outputTokens < prior.outputTokens) return fail('answer_damaged');
  prior.outputTokens = opener.outputTokens;
  return ok(null);
}
