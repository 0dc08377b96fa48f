import type { ErrorEntry, ErrorWords } from '../entry.ts';

/** A refusal of evidence: always the machine's side, never the buyer's. */
export const refused = (en: ErrorWords, ru: ErrorWords): ErrorEntry => ({ status: 502, type: 'server_error', en, ru });
