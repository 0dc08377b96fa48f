import { leafHashHex, readLeafJson } from '@spindle/sealed/allow-list';
import { canonicalJson, fail, ok, type Result } from '@spindle/shared';
import type { Transaction } from '../../../platform/index.ts';
import {
  decideImage,
  type ImageRow,
  insertImage,
  lockImages,
  markRevoked,
  readImage,
  readImages,
} from './images.repo.ts';
import { readLeafInput } from './read-leaf-input.ts';
import type { ProposeImageInput, ReviewImageInput, RevokeImageInput } from './shapes.ts';

const LEAST_WORDS = 10;

/** Puts an image up for review, in the caller's transaction. */
export async function proposeImage(
  transaction: Transaction,
  actorId: string,
  { leaf: typed, note }: ProposeImageInput,
  nowMs: number,
): Promise<Result<{ leafHash: string }, 'invalid_input' | 'image_known'>> {
  if (note.trim().length < LEAST_WORDS) return wordsNeeded('note');
  const read = readLeafInput(typed);
  if (!read.ok) return read;
  const { leaf } = read.value;
  const leafHash = await leafHashHex(leaf);
  const row = { leafHash, leaf, note: note.trim(), proposedBy: actorId, proposedAtMs: nowMs };
  if (await insertImage(transaction, row)) return ok({ leafHash });
  return fail('image_known', { state: (await readImage(transaction, leafHash))?.state ?? '' });
}

/** A second admin lets an image into the tree, or never. It is in force when the contract says so. */
export async function reviewImage(
  transaction: Transaction,
  actorId: string,
  { leafHash, decision, reason }: ReviewImageInput,
  nowMs: number,
): Promise<Result<null, 'invalid_input' | 'not_found' | 'image_state' | 'image_second_admin'>> {
  if (reason.trim().length < LEAST_WORDS) return wordsNeeded('reason');
  await lockImages(transaction);
  const image = await readImage(transaction, leafHash);
  if (!image) return fail('not_found', { what: 'image' });
  if (image.state !== 'proposed') return fail('image_state', { state: image.state });
  if (image.proposedBy === actorId) return fail('image_second_admin');
  await decideImage(transaction, leafHash, decision === 'approve' ? 'listed' : 'rejected', actorId, nowMs);
  return ok(null);
}

/** Any admin alone, at once: nothing is added by it. All leaves that name the same machine go together. */
export async function revokeImage(
  transaction: Transaction,
  actorId: string,
  { leafHash, reason }: RevokeImageInput,
  nowMs: number,
): Promise<Result<{ leafHashes: string[] }, 'invalid_input' | 'not_found' | 'image_state'>> {
  if (reason.trim().length < LEAST_WORDS) return wordsNeeded('reason');
  await lockImages(transaction);
  const images = await readImages(transaction);
  const image = images.find((it) => it.leafHash === leafHash);
  if (!image) return fail('not_found', { what: 'image' });
  if (image.state !== 'listed') return fail('image_state', { state: image.state });
  const measured = measuredBy(image);
  const same = images.filter((it) => it.state === 'listed' && measuredBy(it) === measured);
  const leafHashes = same.map((it) => it.leafHash);
  await markRevoked(transaction, leafHashes, actorId, nowMs);
  return ok({ leafHashes });
}

function measuredBy({ leaf, leafHash }: ImageRow): string {
  const image = readLeafJson(leaf);
  return image.ok ? canonicalJson({ ...image.value.measurements }) : leafHash;
}

const wordsNeeded = (field: string) =>
  fail('invalid_input', { field, hint: `Say why, in ${LEAST_WORDS} characters at least.` });
