export const DAY_MS = 24 * 3600_000;

/** The market decides within two days, and a provider who was asked answers within two: after that it decides without them. */
export const DECISION_MS = 2 * DAY_MS;
export const ANSWER_MS = 2 * DAY_MS;
/** What an admin is shown of a listing's past beside a dispute. */
export const LOOK_BACK_MS = 30 * DAY_MS;
export const MAX_WORDS = 1_000;
export const LEAST_WORDS = 10;
