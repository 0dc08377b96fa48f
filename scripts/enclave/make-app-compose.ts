import { readFileSync, writeFileSync } from 'node:fs';
import { makeAppCompose } from './app-compose.ts';
import { PinnedFile } from './leaf.ts';

/*
 *   npx tsx scripts/enclave/make-app-compose.ts images.json app-compose.json
 * images.json: {"name": "spindle-node 0.1.0 llama-3.3-70b", "node": "ghcr.io/…@sha256:…", "engine": "…@sha256:…"}
 */
const TEMPLATE = new URL('../../deploy/enclave/docker-compose.yaml', import.meta.url);

const [imagesFile, outFile] = process.argv.slice(2);
if (!imagesFile || !outFile)
  throw new Error('npx tsx scripts/enclave/make-app-compose.ts images.json app-compose.json');
const images = PinnedFile.parse(JSON.parse(readFileSync(imagesFile, 'utf8')));
const { text, hash } = makeAppCompose(readFileSync(TEMPLATE, 'utf8'), images);
writeFileSync(outFile, text);
console.log(`compose hash ${hash}`);
