import type { Measurements } from '@spindle/sealed/attestation';
import { expect, it } from 'vitest';
import type { AllowedImageView } from '../../../lib/api/index.ts';
import { findLeaf } from './find-leaf.ts';

const measured: Measurements = { platform: 'snp', measurement: 'ab'.repeat(48), hostData: '', idKeyDigest: '' };
const imageWith = (measurements: object, name = 'spindle-node'): AllowedImageView => ({
  leaf: JSON.stringify({ measurements, image: { name, version: '1', digest: 'sha256:0' }, gpu: 'none' }),
  ...{ leafHash: name, state: 'listed', place: 0, note: '', proposedBy: '', proposedAtMs: 0 },
  ...{ reviewedBy: null, revokedAtMs: null, isInForce: true },
});

it('finds the leaf that names what was measured, in whatever state', () => {
  const other = imageWith({ platform: 'snp', measurement: 'cd'.repeat(48) }, 'another');
  const revoked: AllowedImageView = {
    ...imageWith({ platform: 'snp', measurement: 'ab'.repeat(48) }),
    state: 'revoked',
  };
  expect(findLeaf(measured, [other, revoked])).toEqual({
    ...{ name: 'spindle-node 1', leafHash: 'spindle-node', state: 'revoked' },
  });
});

it.each([
  ['another platform', { platform: 'tdx', measurement: 'ab'.repeat(48) }],
  ['more than was measured', { platform: 'snp', measurement: 'ab'.repeat(48), hostData: '11' }],
  ['nothing', { platform: 'snp' }],
])('a leaf that names %s is none', (_, measurements) => {
  expect(findLeaf(measured, [imageWith(measurements)])).toBeNull();
});
