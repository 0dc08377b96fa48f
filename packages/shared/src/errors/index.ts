import { ALLOW_LIST_DESK_ERRORS } from './allow-list.ts';
import { BATCH_ERRORS } from './batch.ts';
import { CHECK_ERRORS } from './checks.ts';
import { CONSOLE_ERRORS } from './console.ts';
import { DISPUTE_ERRORS } from './dispute.ts';
import { EARNINGS_ERRORS } from './earnings.ts';
import { ENGINE_ERRORS } from './engine.ts';
import type { ErrorEntry } from './entry.ts';
import { fillWords } from './fill-words.ts';
import { GENERAL_ERRORS } from './general.ts';
import { GIFT_ERRORS } from './gift.ts';
import { IDEMPOTENCY_ERRORS } from './idempotency.ts';
import { LEAVE_ERRORS } from './leave.ts';
import { LISTING_ERRORS } from './listing.ts';
import { LOGIN_ERRORS } from './login.ts';
import { MACHINE_ERRORS } from './machine.ts';
import { MODERATION_ERRORS } from './moderation.ts';
import { NODE_ERRORS } from './node.ts';
import { NODE_CONDUCT_ERRORS } from './node-conduct.ts';
import { PAIRING_ERRORS } from './pairing.ts';
import { POLICY_ERRORS } from './policy.ts';
import { REQUEST_ERRORS } from './request.ts';
import { BUYER_REVIEW_ERRORS } from './reviews.ts';
import { SEALED_ERRORS } from './sealed.ts';
import { SIDECAR_ERRORS } from './sidecar.ts';
import { SPENDING_ERRORS } from './spending.ts';
import { TREASURY_ERRORS } from './treasury.ts';
import { VOICE_ERRORS } from './voice.ts';
import { WALLET_ERRORS } from './wallet.ts';

/** Every failure that a person or a program can meet: code → HTTP status, OpenAI type, text in each language. */
export const ERRORS = {
  ...GENERAL_ERRORS,
  ...LOGIN_ERRORS,
  ...WALLET_ERRORS,
  ...SPENDING_ERRORS,
  ...GIFT_ERRORS,
  ...LISTING_ERRORS,
  ...MODERATION_ERRORS,
  ...NODE_ERRORS,
  ...NODE_CONDUCT_ERRORS,
  ...ENGINE_ERRORS,
  ...PAIRING_ERRORS,
  ...MACHINE_ERRORS,
  ...SEALED_ERRORS,
  ...REQUEST_ERRORS,
  ...VOICE_ERRORS,
  ...IDEMPOTENCY_ERRORS,
  ...BATCH_ERRORS,
  ...SIDECAR_ERRORS,
  ...LEAVE_ERRORS,
  ...EARNINGS_ERRORS,
  ...TREASURY_ERRORS,
  ...DISPUTE_ERRORS,
  ...BUYER_REVIEW_ERRORS,
  ...POLICY_ERRORS,
  ...CHECK_ERRORS,
  ...CONSOLE_ERRORS,
  ...ALLOW_LIST_DESK_ERRORS,
};

export type { ErrorWords } from './entry.ts';
export { fillWords } from './fill-words.ts';
export type ErrorCode = keyof typeof ERRORS;
export type Language = 'en' | 'ru';

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

/** The entry of a code. One that came over the wire and is not known here is read as `internal`. */
export function errorEntry(code: ErrorCode): ErrorEntry {
  return isErrorCode(code) ? ERRORS[code] : ERRORS.internal;
}

/** The text that a person reads: what happened and what to do next. A fact that is missing is left out. */
export function errorText(
  fault: { code: ErrorCode; facts?: Record<string, string | number> },
  language: Language = 'en',
): string {
  return fillWords(errorEntry(fault.code)[language], language === 'ru' ? withCommas(fault.facts) : fault.facts);
}

/** Amounts travel with a point; Russian writes a comma. Versions and names have no such form, or more than one point. */
const withCommas = (facts: Record<string, string | number> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, String(fact).replace(/^(-?\d+)\.(\d+)(?=$| TON$)/, '$1,$2')]),
  );
