import { checkMachineAllowed, type ListedImage, readLeaf } from '../allow-list/index.ts';
import { isAllowed } from '../attestation/evidence/measurements.ts';
import type { AllowedMeasurements, Measurements } from '../attestation/index.ts';
import { Refusal } from '../attestation/refusal.ts';
import { createListStanding } from './list-standing.ts';
import { reached } from './reached.ts';
import type { EvidenceSource, ListedVerdict, SeenVersion } from './shapes.ts';

/** So long a list that was read counts: then the contract may have revoked something. */
const LIST_LIFE_MS = 10 * 60_000;

export interface AllowedImages {
  /** What the leaves name. Whether they stand in the tree is asked when one of them is met. */
  measurements(): readonly AllowedMeasurements[];
  prove(measurements: Measurements): Promise<ListedVerdict>;
}

type ListSource = Pick<EvidenceSource, 'allowList' | 'standing'>;

/** The list of allowed images as this device last read it. Refusal: `evidence_unavailable`. */
export function createAllowedImages(source: ListSource, seen: SeenVersion) {
  let read: { at: number; list: AllowedImages } | null = null;
  return async (nowMs: number): Promise<AllowedImages> => {
    if (read && nowMs - read.at < LIST_LIFE_MS && nowMs >= read.at) return read.list;
    const { images, state } = await reached(source.allowList());
    const list = listOf(images.filter(isListed), state, source, seen);
    read = { at: nowMs, list };
    return list;
  };
}

function listOf(
  listed: readonly ListedImage[],
  told: unknown,
  { standing }: ListSource,
  seen: SeenVersion,
): AllowedImages {
  /** As the market tells the contract. */
  const byMarket = async (measurements: Measurements, images: readonly ListedImage[]): Promise<ListedVerdict> => {
    const verdict = await checkMachineAllowed(measurements, images, told, seen.get());
    return { verdict, by: 'market', version: versionOf(told) };
  };
  const byChain = standing && createListStanding(standing, told, seen);
  return {
    measurements: () => listed.flatMap(({ leaf }) => measurementsOf(leaf)),
    prove: async (measurements) => {
      const named = listed.filter(({ leaf }) => isAllowed(measurements, measurementsOf(leaf)));
      let found = await byMarket(measurements, []);
      for (const image of named) {
        found = await (byChain ? byChain(measurements, image) : byMarket(measurements, [image]));
        if (!found.verdict.ok) continue;
        seen.set(Math.max(seen.get(), found.version));
        return found;
      }
      return found;
    },
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
