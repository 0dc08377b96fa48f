// Builds spindle-sidecar as one file that needs nothing beside it.
import { bundle } from '../../scripts/bundle.mjs';

await bundle({ entry: 'src/main.ts', outfile: 'dist/main.js', inside: ['zod', '@noble'] });
