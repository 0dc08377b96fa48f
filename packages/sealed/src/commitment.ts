import { concat, hex } from '@spindle/shared';
import { lengthOf } from './answer-keys.ts';
import { COMMITMENT_DOMAIN } from './domains.ts';
import { sha256 } from './hash.ts';
import type { Primitives } from './primitives.ts';
import { webPrimitives } from './web/primitives.ts';

/**
 * The receipt's commitment to a plain answer, made anew by whoever was shown it.
 * @param pieces what each frame of the machine that signed held, in order.
 */
export async function commitmentOf(
  salt: Uint8Array,
  pieces: readonly Uint8Array[],
  primitives: Primitives = webPrimitives,
): Promise<string> {
  const parts = pieces.map((piece) => concat(lengthOf(piece), piece));
  return hex(await sha256(primitives, COMMITMENT_DOMAIN, salt, ...parts));
}
