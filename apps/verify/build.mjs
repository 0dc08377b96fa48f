// Builds spindle-verify as one file that needs nothing beside it: an auditor may carry it anywhere.
import { bundle } from '../../scripts/bundle.mjs';

await bundle({ entry: 'src/main.ts', outfile: 'dist/main.js', inside: ['zod', '@noble'] });
