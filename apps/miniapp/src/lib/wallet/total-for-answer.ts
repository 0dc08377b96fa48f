import { FaultError } from '@spindle/shared';
import type { AllowanceState } from './allowance.ts';

/**
 * The total to sign for one answer in strict mode: what is spent and held already, and the most that it can cost.
 * Refusal: `books_untrusted`, when the market says that more is spent than this device has ever signed for: a greater
 * total would make that true.
 * @param rememberedNano the greatest total that this device has signed; null when it does not know.
 * @returns null when nothing new is to be signed, or the deposit would not do.
 */
export function totalForAnswer(
  { depositedNano, signedNano, spentNano, heldNano }: AllowanceState,
  mostNano: bigint,
  rememberedNano: bigint | null,
): bigint | null {
  const usedNano = spentNano + heldNano;
  if (rememberedNano !== null && usedNano > rememberedNano) throw new FaultError({ code: 'books_untrusted' });
  const total = usedNano + mostNano;
  return total > signedNano && total <= depositedNano ? total : null;
}

/** The most that the market could wrongly take now: signed for, and not for answers that were had. */
export function openRiskNano({ signedNano, spentNano }: Pick<AllowanceState, 'signedNano' | 'spentNano'>): bigint {
  return signedNano > spentNano ? signedNano - spentNano : 0n;
}
