// Builds spindle-leave as one file that needs nothing beside it: it must run on the day on which nobody can be asked.
import { bundle } from '../../scripts/bundle.mjs';

await bundle({
  entry: 'src/main.ts',
  outfile: 'dist/main.js',
  inside: ['zod', '@ton', 'jssha', 'tweetnacl'],
  hasCommonJs: true,
});
