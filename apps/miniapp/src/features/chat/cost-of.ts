import type { Answer, Turn } from './turn.ts';

/** What a conversation has cost this person: every answer that was billed to them, those too that another replaced. */
export function costOf(turns: readonly Turn[]): bigint {
  return turns.flatMap(answersOf).reduce((sum, answer) => sum + paidNano(answer), 0n);
}

/** What the person paid for an answer: nothing for a gift, nor for one whose bill is not known here. */
const paidNano = ({ bill, stopped, isGift }: Answer): bigint =>
  isGift ? 0n : (bill?.chargedNano ?? stopped?.costNano ?? 0n);

export const answersOf = ({ answer, former = [] }: Turn): Answer[] => [...former, answer];
