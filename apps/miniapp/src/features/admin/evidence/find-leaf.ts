import type { Measurements } from '@spindle/sealed/attestation';
import type { AllowedImageView } from '../../../lib/api/index.ts';
import { readLeafWords } from '../images/read-leaf.ts';

export interface FoundLeaf {
  name: string;
  leafHash: string;
  state: AllowedImageView['state'];
}

/** The image whose leaf names just what a machine measured; null when no leaf does. For showing alone. */
export function findLeaf(measurements: Measurements, images: readonly AllowedImageView[]): FoundLeaf | null {
  const values = new Map<string, string>(Object.entries(measurements));
  for (const { leaf, leafHash, state } of images) {
    const words = readLeafWords(leaf);
    const isOfPlatform = words?.platform === measurements.platform && words.measured.length > 0;
    if (isOfPlatform && words.measured.every(([name, value]) => values.get(name) === value)) {
      return { name: words.name, leafHash, state };
    }
  }
  return null;
}
