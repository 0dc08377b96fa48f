import type { ListingProof, OfferCard } from '../../../lib/api/index.ts';

/** An offer, and what the market has found out about its listing; null until that is known. */
export interface Compared {
  offer: OfferCard;
  proof: ListingProof | null;
}

/** Numbers that one can win by, each with the way to read it and which end is the better one. */
export const NUMBERS = {
  input: { better: 'less', read: ({ offer }) => Number(offer.price.inputMicroUsdPerMTok) },
  output: { better: 'less', read: ({ offer }) => Number(offer.price.outputMicroUsdPerMTok) },
  speed: { better: 'more', read: ({ offer }) => offer.tokensPerSecond },
  first: { better: 'less', read: ({ offer }) => offer.firstTokenMs },
  score: { better: 'more', read: ({ proof }) => proof?.record.score ?? null },
  uptime: { better: 'more', read: ({ proof }) => proof?.record.parts.uptime ?? null },
  canaries: { better: 'more', read: ({ proof }) => proof?.record.parts.canaries ?? null },
  stars: {
    better: 'more',
    read: ({ offer: { reviews } }) => (reviews.count === 0 ? null : reviews.stars / reviews.count),
  },
  slots: { better: 'more', read: ({ offer }) => offer.freeSlots },
} as const satisfies Record<string, { better: 'less' | 'more'; read: (compared: Compared) => number | null }>;
export type NumberName = keyof typeof NUMBERS;

/** Whether it is known of any of them. */
export const isKnown = (name: NumberName, compared: readonly Compared[]): boolean =>
  compared.some((it) => NUMBERS[name].read(it) !== null);

/** Which of them are the best by this number: none where all are alike, or only one is known. */
export function bestOf(name: NumberName, compared: readonly Compared[]): boolean[] {
  const { better, read } = NUMBERS[name];
  const values = compared.map(read);
  const known = values.filter((value) => value !== null);
  const best = better === 'less' ? Math.min(...known) : Math.max(...known);
  const isTelling = known.length > 1 && known.some((value) => value !== best);
  return values.map((value) => isTelling && value === best);
}
