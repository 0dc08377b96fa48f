/** What may be wrong, as the market knows it. */
export const ANSWER_CODES = ['broken', 'other_model', 'cut_short', 'too_dear', 'other'] as const;
export const LISTING_CODES = ['fake_hardware', 'other_model', 'offensive', 'spam', 'other'] as const;
export const LEAST_WORDS = 10;
export const MOST_WORDS = 1_000;
