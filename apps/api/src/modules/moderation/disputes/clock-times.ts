const DAY_MS = 24 * 3600_000;

/** The market decides within two days, and a provider who was asked answers within two: after that it decides without them. */
export const DECISION_MS = 2 * DAY_MS;
export const ANSWER_MS = 2 * DAY_MS;
/** How long an answer can be disputed. */
export const DISPUTE_DAYS = 30;
export const DISPUTE_MS = DISPUTE_DAYS * DAY_MS;
export const MAX_WORDS = 1_000;
export const LEAST_WORDS = 10;
