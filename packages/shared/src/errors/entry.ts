/** OpenAI's error types, as its clients know them. */
export type OpenAiErrorType =
  | 'invalid_request_error'
  | 'authentication_error'
  | 'permission_error'
  | 'not_found_error'
  | 'insufficient_quota'
  | 'rate_limit_error'
  | 'server_error';

/** A text, or one for each value of a fact; `other` stands where that fact is missing or has none of these values. */
export type ErrorWords = string | { by: string; cases: Record<string, string>; other: string };

/** One kind of failure. The texts say what to do next; `{name}` is filled from the fault's facts. */
export interface ErrorEntry {
  status: number;
  type: OpenAiErrorType;
  en: ErrorWords;
  ru: ErrorWords;
}

/** Keeps the literal codes while checking the shape of each entry. */
export const entries = <Code extends string>(table: Record<Code, ErrorEntry>): Record<Code, ErrorEntry> => table;
