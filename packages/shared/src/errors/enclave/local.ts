import type { ErrorEntry, ErrorWords } from '../entry.ts';

/** Something of the owner's own machine. Its status is what the market is told over the link. */
export const local = (en: ErrorWords, ru: ErrorWords): ErrorEntry => ({ status: 503, type: 'server_error', en, ru });
