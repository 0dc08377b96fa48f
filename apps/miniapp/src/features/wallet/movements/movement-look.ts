import type { Movement } from '../../../lib/api/index.ts';
import type { IconName, Tone } from '../../../ui/index.ts';

export const ICONS: Record<Movement['kind'], IconName> = {
  deposit: 'arrowIn',
  spend: 'chat',
  earn: 'earn',
  hold: 'clock',
  refund: 'arrowOut',
  claim: 'check',
  close: 'arrowOut',
  close_asked: 'arrowOut',
  close_cancelled: 'retry',
  allowance: 'seal',
  payout: 'wallet',
  given_back: 'retry',
  taken_back: 'retry',
  credit: 'wallet',
};

/** What is not final says so. */
export const STATE_TONES: Record<Movement['state'], Tone> = {
  waiting: 'warn',
  seen: 'warn',
  final: 'good',
  refused: 'bad',
};

/** The figure at the right: what it changes of the person's money, or else what it moves, or says nothing. */
export function figureOf({ amountNano, movedNano }: Movement): { nano: bigint; isMoney: boolean } | null {
  if (amountNano !== 0n) return { nano: amountNano, isMoney: true };
  return movedNano === undefined ? null : { nano: movedNano < 0n ? -movedNano : movedNano, isMoney: false };
}
