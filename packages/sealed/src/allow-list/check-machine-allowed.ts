import { isAllowed, type Measurements } from '../attestation/evidence/measurements.ts';
import { Refusal } from '../attestation/refusal.ts';
import { type AllowedImage, readLeaf } from './allowed-image.ts';
import { checkAllowed } from './check-allowed.ts';
import type { AllowVerdict, ListedImage } from './shapes.ts';

/**
 * Whether a machine runs an image of the list: finds the leaf that names what was measured, and checks it as
 * {@link checkAllowed} does. Where several name it, one that is good is enough.
 * @param measurements of the machine's evidence, proven. @param images what the market lists; leaves that cannot be
 * read are passed over. @param seenVersion the highest version that this device has met, 0 for none.
 */
export async function checkMachineAllowed(
  measurements: Measurements,
  images: readonly ListedImage[],
  state: unknown,
  seenVersion: number,
): Promise<AllowVerdict> {
  let verdict: AllowVerdict | null = null;
  for (const { leaf, proof } of images) {
    const image = imageOf(leaf);
    if (!image || !isAllowed(measurements, [image.measurements])) continue;
    verdict = await checkAllowed(leaf, proof, state, seenVersion);
    if (verdict.ok) return verdict;
  }
  return verdict ?? checkAllowed(null, null, state, seenVersion);
}

function imageOf(leaf: string): AllowedImage | null {
  try {
    return readLeaf(leaf);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
