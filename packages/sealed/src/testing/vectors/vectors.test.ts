import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeVectors, vectorText } from './index.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../../../docs/test-vectors/${name}`, import.meta.url), 'utf8');

it('docs/test-vectors are what the code makes (else: npm run vectors, and look at what changed)', async () => {
  for (const [name, value] of Object.entries(await makeVectors())) {
    // Not toEqual: a vector that is read back may differ in what JSON does not say.
    expect(read(name) === vectorText(value), name).toBe(true);
  }
});
