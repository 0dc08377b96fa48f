import { fail, ok, type Result } from '@spindle/shared';
import type { UsageFilter } from './shapes.ts';
import { MINI_APP } from './usage-conditions.ts';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What both Date and Postgres can hold. */
const LAST_MS = 8_000_000_000_000;

/** True for an API key's id, and for the word that stands for the Mini App. */
export const isKey = (key: string): boolean => key === MINI_APP || UUID.test(key);

/** Refusal: `invalid_input` with the field that makes no sense. */
export function checkFilter({ fromMs = 0, toMs = LAST_MS, key, listingId }: UsageFilter): Result<null> {
  if (!isTime(fromMs)) return refuse('from', 'Give a time of this era.');
  if (!isTime(toMs) || toMs < fromMs) return refuse('to', 'Give a time after "from".');
  if (key !== undefined && !isKey(key)) return refuse('key', 'Give the id of an API key, or "app".');
  if (listingId !== undefined && !UUID.test(listingId)) return refuse('listing', 'Give the id of a listing.');
  return ok(null);
}

const isTime = (ms: number): boolean => Number.isInteger(ms) && ms >= 0 && ms <= LAST_MS;
const refuse = (field: string, hint: string): Result<null> => fail('invalid_input', { field, hint });
