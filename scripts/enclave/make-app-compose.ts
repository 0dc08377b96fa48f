import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { makeAppCompose } from './app-compose.ts';

/*
 *   npx tsx scripts/enclave/make-app-compose.ts images.json app-compose.json
 * images.json: {"name": "spindle-node 0.1.0 llama-3.3-70b", "node": "ghcr.io/…@sha256:…", "engine": "…@sha256:…"}
 */
const Images = z.strictObject({ name: z.string(), node: z.string(), engine: z.string() });
const TEMPLATE = new URL('../../deploy/enclave/docker-compose.yaml', import.meta.url);

const [imagesFile, outFile] = process.argv.slice(2);
if (!imagesFile || !outFile)
  throw new Error('npx tsx scripts/enclave/make-app-compose.ts images.json app-compose.json');
const images = Images.parse(JSON.parse(readFileSync(imagesFile, 'utf8')));
const { text, hash } = makeAppCompose(readFileSync(TEMPLATE, 'utf8'), images);
writeFileSync(outFile, text);
console.log(`compose hash ${hash}`);
