import { type AllowVerdict, checkMachineAllowed, type ListedImage, readLeaf } from '../allow-list/index.ts';
import type { AllowedMeasurements, Measurements } from '../attestation/index.ts';
import { Refusal } from '../attestation/refusal.ts';
import { reached } from './reached.ts';
import type { EvidenceSource, SeenVersion } from './shapes.ts';

/** So long a list that was read counts: then the contract may have revoked something. */
const LIST_LIFE_MS = 10 * 60_000;

export interface AllowedImages {
  /** What the leaves name. Whether they stand in the tree is asked when one of them is met. */
  measurements(): readonly AllowedMeasurements[];
  prove(measurements: Measurements): Promise<AllowVerdict>;
}

/** The list of allowed images as this device last read it. Refusal: `evidence_unavailable`. */
export function createAllowedImages(source: Pick<EvidenceSource, 'allowList'>, seen: SeenVersion) {
  let read: { at: number; list: AllowedImages } | null = null;
  return async (nowMs: number): Promise<AllowedImages> => {
    if (read && nowMs - read.at < LIST_LIFE_MS && nowMs >= read.at) return read.list;
    const { images, state } = await reached(source.allowList());
    const listed = images.filter(isListed);
    const list: AllowedImages = {
      measurements: () => listed.flatMap(({ leaf }) => measurementsOf(leaf)),
      prove: async (measurements) => {
        const verdict = await checkMachineAllowed(measurements, listed, state, seen.get());
        if (verdict.ok) seen.set(Math.max(seen.get(), versionOf(state)));
        return verdict;
      },
    };
    read = { at: nowMs, list };
    return list;
  };
}

function measurementsOf(leaf: string): AllowedMeasurements[] {
  try {
    return [readLeaf(leaf).measurements];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/** The proof itself is read where it is checked. */
const isListed = (value: unknown): value is ListedImage =>
  typeof value === 'object' && value !== null && 'leaf' in value && typeof value.leaf === 'string' && 'proof' in value;

const versionOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'version' in state && Number.isSafeInteger(state.version)
    ? Number(state.version)
    : 0;
