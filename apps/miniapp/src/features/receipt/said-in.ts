import { decodeDeltas } from '@spindle/sealed';
import { fromBase64url } from '@spindle/shared';

/** Text and reasoning of the pieces, in order; null where there are none. */
export function saidIn(file: unknown): string | null {
  if (typeof file !== 'object' || file === null || !('opening' in file)) return null;
  const { opening } = file;
  if (typeof opening !== 'object' || opening === null || !('pieces' in opening)) return null;
  if (!Array.isArray(opening.pieces)) return null;
  let said = '';
  for (const piece of opening.pieces) {
    const bytes = typeof piece === 'string' ? fromBase64url(piece) : null;
    const deltas = bytes && decodeDeltas(bytes);
    if (!deltas?.ok) return null;
    for (const delta of deltas.value) if ('text' in delta) said += delta.text;
  }
  return said;
}
