import { text } from '@spindle/shared';
import { timeText } from '../time-text.ts';
import { type DerReader, TAG } from './der.ts';

/** Reads a time (RFC 5280 §4.1.2.5: UTC, to the second), in milliseconds. */
export function readTime(der: DerReader): number {
  const { tag, body } = der.next();
  const digits = text(body);
  const isShort = tag === TAG.utcTime;
  if (!isShort && tag !== TAG.generalizedTime) der.malformed();
  if (!(isShort ? /^\d{12}Z$/ : /^\d{14}Z$/).test(digits)) der.malformed();
  const century = isShort ? (digits < '5' ? '20' : '19') : '';
  const iso = (century + digits).replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6');
  const timeMs = Date.parse(iso);
  // A 31st of April is rolled over by some engines.
  return Number.isNaN(timeMs) || timeText(timeMs) !== iso ? der.malformed() : timeMs;
}
