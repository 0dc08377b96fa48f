// Builds the supervisor of `npm start` as one file: it is up in a fifth of the time that its sources take.
import { fileURLToPath } from 'node:url';
import { bundleForHere } from '../bundle.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
await bundleForHere({ entry: here('main.ts'), outfile: here('dist/main.js') });
