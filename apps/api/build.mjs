// Builds the broker and its audit, each as one file beside its npm packages.
import { bundle } from '../../scripts/bundle.mjs';

await bundle({ entry: 'src/main.ts', outfile: 'dist/main.js' });
await bundle({ entry: 'src/audit.ts', outfile: 'dist/audit.js' });
await bundle({ entry: 'src/audit-log.ts', outfile: 'dist/audit-log.js' });
