import { DAY_MS } from '../clock-times.ts';

/** What a buyer shows is kept so long after the decision, and never longer than so long after it was shown. */
export const KEPT_AFTER_DECISION_MS = 14 * DAY_MS;
export const MOST_KEPT_MS = 90 * DAY_MS;
/** A receipt's file with question and answer. Pictures of a question are above it. */
export const MOST_SHOWN_BYTES = 512 * 1024;
