/** Writes docs/test-vectors anew: `npm run vectors`. They are the same each time, and a test holds them to the code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeVectors, vectorText } from '../packages/sealed/src/testing/vectors/index.ts';

const folder = fileURLToPath(new URL('../docs/test-vectors/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, value] of Object.entries(await makeVectors())) writeFileSync(folder + name, vectorText(value));
