import { fail, ok, type Result } from '@spindle/shared';
import { MOST_CHARS } from './limits.ts';

/** What turns the order of letters around, or is not seen; what joins emoji stays. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
/** More marks above one letter than any language has. */
const HEAPED_MARKS = /(\p{M}{3})\p{M}+/gu;
/** Addresses of the web and of Telegram, and what people write to get around it. */
const LINK = [
  /[a-z][a-z\d+.-]{1,20}:\/\//iu,
  /\b(?:www|t)\.[\p{L}\d-]/iu,
  /(?<![\p{L}\d])@[a-z\d_]{4,}/iu,
  /[\p{L}\d-]{2,}\s?(?:\.|\(dot\)|\[dot\])\s?(?:com|net|org|info|biz|io|ai|app|dev|me|ru|su|рф|xyz|top|site|online|shop|link|ton|co|gg|cc|tv)(?![\p{L}\d])/iu,
  /[\p{L}\d-]+\.\p{L}{2,}\/\S/iu,
];

/**
 * Words that people write for everybody to read, as they are kept: one form of each letter, nothing unseen, no heaps of
 * marks, no more than one empty line. They are shown as plain text, whatever stands in them.
 * Refusals: `review_words`, `review_link`.
 */
export function judgeWords(given: string): Result<string | null, 'review_words' | 'review_link'> {
  const words = given
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replaceAll('\t', ' ').replace(UNSEEN, '').replace(HEAPED_MARKS, '$1').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  // Counted as the database counts: by code points.
  if ([...words].length > MOST_CHARS) return fail('review_words', { most: MOST_CHARS });
  if (LINK.some((pattern) => pattern.test(words))) return fail('review_link');
  return ok(words || null);
}
