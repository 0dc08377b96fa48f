import { expect, it } from 'vitest';
import { readLeafWords } from './read-leaf.ts';

const leaf = {
  v: 1,
  measurements: { platform: 'snp', measurement: 'aa' },
  image: { name: 'spindle-node', version: '0.4.0', digest: 'sha256:bb' },
  gpu: 'none',
};

it('shows what an image is called, and what is compared', () => {
  expect(readLeafWords(JSON.stringify(leaf, null, 2))).toEqual({
    ...{ name: 'spindle-node 0.4.0', digest: 'sha256:bb', platform: 'snp', gpu: 'none' },
    measured: [['measurement', 'aa']],
  });
});

it.each(['', '{', '[]', '1', '{"image":{}}', '{"image":1,"measurements":2}'])('%j is no leaf', (text) => {
  expect(readLeafWords(text)).toBeNull();
});
