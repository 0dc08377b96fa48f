import type { Language } from '../errors/index.ts';
import { ACCOUNT_REASONS } from './account.ts';
import type { ReasonUse, ReasonWords } from './entry.ts';
import { evidenceText } from './evidence-text.ts';
import { HARDWARE_REASONS } from './hardware.ts';
import { LISTING_REASONS } from './listing.ts';

/** Why admins, and the market itself, decide as they do: code → what it is for, and its words in each language. */
export const REASONS = { ...HARDWARE_REASONS, ...LISTING_REASONS, ...ACCOUNT_REASONS };

export type { ReasonEntry, ReasonUse, ReasonWords } from './entry.ts';
export { evidenceText } from './evidence-text.ts';
export type ReasonCode = keyof typeof REASONS;

export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);

/** The reasons that a kind of decision may give, in the order in which they are shown. */
export function reasonsFor(use: ReasonUse): ReasonCode[] {
  return Object.keys(REASONS)
    .filter(isReasonCode)
    .filter((code) => REASONS[code].uses.includes(use));
}

/**
 * A reason in a person's language, its evidence filled in. Where nothing is known that it could rest on, its title stands for
 * the sentence, which would say nothing; of a part that is missing a dash is left.
 * @returns null for a code that this version has no words for.
 */
export function reasonWords(
  code: string,
  language: Language,
  evidence: Readonly<Record<string, string | number>> = {},
): ReasonWords | null {
  if (!isReasonCode(code)) return null;
  const words = REASONS[code][language];
  const shown = (name: string) => evidenceText(evidence.check, evidence[name] ?? '–', language);
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => shown(name));
  const names = [...words.text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  // A sentence with a hole says less than its title.
  const isHoled = names.some((name) => evidence[name] === undefined);
  return { title: words.title, text: isHoled ? `${words.title}.` : fill(words.text), next: fill(words.next) };
}
