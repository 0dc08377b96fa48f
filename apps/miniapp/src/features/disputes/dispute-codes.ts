import type { DisputeView } from '../../lib/api/index.ts';
import type { Tone } from '../../ui/index.ts';

/** What may be wrong, as the market knows it. */
export const ANSWER_CODES = ['broken', 'other_model', 'cut_short', 'too_dear', 'other'] as const;
export const LISTING_CODES = ['fake_hardware', 'other_model', 'offensive', 'spam', 'other'] as const;
export const LEAST_WORDS = 10;
export const MOST_WORDS = 1_000;

export const STATE_TONES: Record<DisputeView['state'], Tone> = {
  ...{ open: 'accent', asked: 'warn', answered: 'accent' },
  ...{ refunded: 'good', upheld: 'good', refused: 'plain' },
};
