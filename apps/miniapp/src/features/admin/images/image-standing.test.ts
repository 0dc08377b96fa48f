import { expect, it } from 'vitest';
import type { AllowedImageView, AllowListView } from '../../../lib/api/index.ts';
import { type ImageStanding, imageStanding } from './image-standing.ts';

const DAY_SECONDS = 86_400;
const nowMs = 1_000 * DAY_SECONDS * 1_000;
const image: AllowedImageView = {
  ...{ leafHash: 'aa', leaf: '{}', state: 'listed', place: 1, note: '', proposedBy: 'anna', proposedAtMs: 0 },
  ...{ reviewedBy: 'boris', revokedAtMs: null, isInForce: false },
};
const contract: NonNullable<AllowListView['contract']> = {
  ...{ version: 1, root: '', size: 1, revoked: [], owner: '', guardian: '', isDeployed: true, atMs: nowMs },
  ...{ proposal: null, offer: null },
};
const proposalOf = (size: number, inSeconds: number) => ({
  ...contract,
  proposal: { root: '', size, readyAtSeconds: nowMs / 1_000 + inSeconds },
});

it.each<[ImageStanding, Partial<AllowedImageView>, AllowListView['contract']]>([
  ['own', { state: 'proposed' }, contract],
  ['proposed', { state: 'proposed', proposedBy: 'clara' }, contract],
  ['rejected', { state: 'rejected' }, contract],
  // Let in by an admin is not in force: what counts is what the contract holds.
  ['unknown', { isInForce: null }, null],
  ['unsigned', {}, contract],
  ['unsigned', {}, proposalOf(1, DAY_SECONDS)],
  ['delayed', {}, proposalOf(2, DAY_SECONDS)],
  ['ready', {}, proposalOf(2, -1)],
  ['inForce', { isInForce: true }, contract],
  ['revokedHere', { state: 'revoked' }, contract],
  ['revoked', { state: 'revoked' }, { ...contract, revoked: ['aa'] }],
])('%s', (standing, change, held) => {
  expect(imageStanding({ ...image, ...change }, held, { meId: 'anna', nowMs })).toBe(standing);
});
