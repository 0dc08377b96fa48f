import { readFileSync } from 'node:fs';
import { leafHashHex } from '@spindle/sealed/allow-list';
import { makeAppCompose } from './app-compose.ts';
import { makeLeaf, PinnedFile } from './leaf.ts';

/*
 *   dstack-mr measure … --json > measured.json       # of the guest image, for so many processors and so much memory
 *   npx tsx scripts/enclave/make-leaf.ts images.json measured.json [none]
 * Prints what one admin proposes under «Allowed images», and another makes again to compare. `none`: without GPUs.
 */
const [imagesFile, measuredFile, gpu = 'HOPPER'] = process.argv.slice(2);
if (!imagesFile || !measuredFile)
  throw new Error('npx tsx scripts/enclave/make-leaf.ts images.json measured.json [none]');
const images = PinnedFile.parse(JSON.parse(readFileSync(imagesFile, 'utf8')));
const template = readFileSync(new URL('../../deploy/enclave/docker-compose.yaml', import.meta.url), 'utf8');
const { hash } = makeAppCompose(template, images);
const leaf = makeLeaf(images, readFileSync(measuredFile, 'utf8'), hash, gpu === 'none' ? 'none' : 'HOPPER');
console.log(`compose hash ${hash}\nleaf hash    ${await leafHashHex(leaf)}\n\n${leaf}`);
