/** So many paid answers of a listing make a review of it worth reading … */
export const LEAST_ANSWERS = 3;
/** … or so much paid for fewer: one long answer says as much. 0.001 TON. */
export const LEAST_PAID_NANO = 1_000_000n;
/** Answers that are looked through for it, newest first, and how far back: a buyer of millions costs no more to judge. */
export const LOOKED_AT = 20_000;
export const LOOK_BACK_MS = 90 * 24 * 3600_000;

/** Of a review, and of an answer to it; the database holds no more either. */
export const MOST_CHARS = 500;
/** Of an answer, and of the reason for which something is hidden. */
export const LEAST_CHARS = 10;

/** New reviews of one account in a day. */
export const MOST_A_DAY = 5;
export const DAY_MS = 24 * 3600_000;
/** Between two changes of a review. */
export const CHANGE_PAUSE_MS = 60_000;
