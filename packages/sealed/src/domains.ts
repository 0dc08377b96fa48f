import { utf8 } from '@spindle/shared';

/** Each kind of signature has a domain of its own, so that a signature over one can never serve as another. */
export const SIGNING_DOMAINS = {
  quote: 'spindle-quote/1',
  manifest: 'spindle-manifest/1',
  receipt: 'spindle-receipt/1',
  link: 'spindle-link/1',
  pairing: 'spindle-pairing/1',
} as const;
export type SigningDomain = (typeof SIGNING_DOMAINS)[keyof typeof SIGNING_DOMAINS];

/** Prefixes of what is hashed and derived, for the same reason. */
export const TERMS_DOMAIN = utf8('spindle-terms/1\0');
export const CONTENT_KEY_DOMAIN = utf8('spindle-content-key/1\0');
export const COMMITMENT_DOMAIN = utf8('spindle-answer-commitment/1\0');
export const REQUEST_INFO = utf8('spindle-request/1\0');
export const ANSWER_INFO = utf8('spindle-answer/1');
/** Before a manifest whose hash an enclave's quote holds, and before the seal key that GPU evidence was asked for with. */
export const KEYS_DOMAIN = utf8('spindle-keys/1\0');
export const GPU_DOMAIN = utf8('spindle-gpu/1\0');
/** Of a private request's salt: what an engine's memory is told apart by. */
export const CACHE_DOMAIN = utf8('spindle-cache/1\0');
