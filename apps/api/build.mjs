// Builds the broker as one file beside its npm packages.
import { bundle } from '../../scripts/bundle.mjs';

await bundle({ entry: 'src/main.ts', outfile: 'dist/main.js' });
