/** What the broker demands of a reason; it checks by itself. */
export const LEAST_REASON_CHARS = 10;
export const MOST_REASON_CHARS = 500;

export const reasonChars = (reason: string): number => reason.trim().length;
export const isReason = (reason: string): boolean => reasonChars(reason) >= LEAST_REASON_CHARS;
