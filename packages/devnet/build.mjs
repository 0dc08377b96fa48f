// Builds the local chain and its wallet as one file beside its npm packages: it starts in half the time that its sources
// take. The file lies as deep as src/wallet does, so that the wallet's pages are found from both.
import { bundle } from '../../scripts/bundle.mjs';

await bundle({ entry: 'src/main.ts', outfile: 'dist/program/main.js' });
