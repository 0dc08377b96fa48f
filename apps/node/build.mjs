// Builds spindle-node as one file. Only llama.cpp stays outside: it is native, and loaded when an owner chooses it.
import { bundle } from '../../scripts/bundle.mjs';

await bundle({
  entry: 'src/main.ts',
  outfile: 'dist/main.js',
  inside: ['zod', '@noble', '@ton', 'jssha', 'tweetnacl', 'uqr'],
  hasCommonJs: true,
});
