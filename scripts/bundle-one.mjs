// Bundles a program of the local world or of a test: node scripts/bundle-one.mjs <source> <program>
import { bundleForHere } from './bundle.mjs';

const [entry, outfile] = process.argv.slice(2);
await bundleForHere({ entry, outfile });
