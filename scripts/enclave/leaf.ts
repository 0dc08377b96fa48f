import { leafText, readLeafJson } from '@spindle/sealed/allow-list';
import * as z from 'zod/mini';
import type { PinnedImages } from './app-compose.ts';

/** The file that names the images by their digests. */
export const PinnedFile = z.strictObject({ name: z.string(), node: z.string(), engine: z.string() });

const REGISTERS = ['mrtd', 'rtmr0', 'rtmr1', 'rtmr2'] as const;

/**
 * The leaf of an image: what dstack's guest measures of itself, and the program list instead of RTMR3, whose other events
 * differ from machine to machine.
 * @param measured what `dstack-mr` prints, as JSON or as lines. @throws when a register is not in it, or twice.
 */
export function makeLeaf(images: PinnedImages, measured: string, composeHash: string, gpu: 'none' | 'HOPPER'): string {
  const [mrTd = '', rtmr0 = '', rtmr1 = '', rtmr2 = ''] = REGISTERS.map((name) => registerIn(measured, name));
  const [name = '', ...version] = images.name.split(' ');
  const leaf = leafText({
    measurements: { platform: 'tdx', mrTd, rtmr0, rtmr1, rtmr2, composeHash },
    image: { name, version: version.join(' '), digest: images.node.slice(images.node.indexOf('@') + 1) },
    gpu,
  });
  const read = readLeafJson(leaf);
  if (!read.ok) throw new Error(`${read.fault.code}: ${read.fault.facts?.what}`);
  return leaf;
}

function registerIn(measured: string, name: string): string {
  const found = [
    ...measured.matchAll(new RegExp(`\\b${name.replace('mrtd', 'mr_?td')}\\b\\W+([0-9a-f]{96})\\b`, 'gi')),
  ];
  const [value] = found;
  if (!value?.[1] || found.length > 1) throw new Error(`${name} must stand there once, as 96 hex digits`);
  return value[1].toLowerCase();
}
