import type { Language } from '@spindle/shared';
import type { Texts } from '../../../i18n/index.ts';
import type { AuditFindingView } from '../../../lib/api/index.ts';
import { coins, shortened, whole } from '../../../lib/format/index.ts';

type FindingTexts = Texts['office']['findings'];

const NANO = /^-?\d+$/;
const AT_LEAST = /^at least (-?\d+)$/;
/** These compare a number of things; all other numbers are amounts. */
const COUNTED: ReadonlySet<AuditFindingView['code']> = new Set(['billed_twice']);

/** What must hold. A finding of another version of the program is told as it stands in its row. */
export const checkWords = ({ code, check }: Pick<AuditFindingView, 'code' | 'check'>, texts: FindingTexts): string =>
  code === null ? check : texts.checks[code];

/** "Must be: 2.5 TON. Is: 2.4 TON."; of what could not be read, why. */
export function figureWords(finding: AuditFindingView, texts: FindingTexts, language: Language): string {
  const { kind, expected, actual } = finding;
  if (kind === 'unknown') return texts.unread(texts.words[actual] ?? actual);
  const words = (figure: string) => wordsOf(finding, figure, texts, language);
  return texts.differs(words(expected), words(actual));
}

function wordsOf({ code }: AuditFindingView, figure: string, texts: FindingTexts, language: Language): string {
  const least = AT_LEAST.exec(figure)?.[1];
  if (least !== undefined) return texts.atLeast(coins(BigInt(least), language));
  if (NANO.test(figure)) return COUNTED.has(code) ? whole(Number(figure), language) : coins(BigInt(figure), language);
  return texts.words[figure] ?? (figure.startsWith('{') ? sumWords(figure) : shortened(figure, 12, 8));
}

/** A line of the sums by day: its columns as they are called in the database, which is where one looks next. */
const sumWords = (json: string): string => json.replace(/[{}"]/g, '').replaceAll(',', ', ').replaceAll(':', ': ');
