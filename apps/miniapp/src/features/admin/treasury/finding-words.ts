import type { Language } from '@spindle/shared';
import type { Texts } from '../../../i18n/index.ts';
import type { AuditFindingView } from '../../../lib/api/index.ts';
import { coins, shortened, whole } from '../../../lib/format/index.ts';

type FindingTexts = Texts['office']['findings'];

const NANO = /^-?\d+$/;
const AT_LEAST = /^at least (-?\d+)$/;
/** These compare a number of things; all other numbers are amounts. */
const COUNTED: ReadonlySet<AuditFindingView['code']> = new Set(['billed_twice']);

/** What must hold. A finding that this version has no words for is told as it stands in its row. */
export function checkWords({ code, check }: Pick<AuditFindingView, 'code' | 'check'>, texts: FindingTexts): string {
  const words: Readonly<Record<string, string>> = texts.checks;
  return words[code ?? ''] ?? check;
}

/** "Must be: 2.5 TON. Is: 2.4 TON."; of what could not be read, why. */
export function figureWords(finding: AuditFindingView, texts: FindingTexts, language: Language): string {
  const { kind, expected, actual } = finding;
  if (kind === 'unknown') return texts.unread(texts.words[actual] ?? actual);
  const words = (figure: string) => wordsOf(finding, figure, texts, language);
  const [must, is] = [sumsIn(expected), sumsIn(actual)];
  if (!must || !is) return texts.differs(words(expected), words(actual));
  const differing = Object.keys(must).filter((column) => must[column] !== is[column]);
  return texts.differs(sumWords(must, differing), sumWords(is, differing));
}

/** Whose it is: a job, an address, an account; of sums by day the day, and whose. */
export function subjectWords({ subject }: Pick<AuditFindingView, 'subject'>): string {
  const key = sumsIn(subject);
  if (!key) return shortened(subject, 18, 8);
  return Object.values(key)
    .map((part) => shortened(String(part), 12, 6))
    .join(' · ');
}

function wordsOf({ code }: AuditFindingView, figure: string, texts: FindingTexts, language: Language): string {
  const least = AT_LEAST.exec(figure)?.[1];
  if (least !== undefined) return texts.atLeast(coins(BigInt(least), language));
  if (NANO.test(figure)) return COUNTED.has(code) ? whole(Number(figure), language) : coins(BigInt(figure), language);
  const sums = sumsIn(figure);
  return texts.words[figure] ?? (sums ? sumWords(sums, Object.keys(sums)) : shortened(figure, 12, 8));
}

/** A line of the sums by day, whose columns are called as in the database, which is where one looks next; null of all else. */
function sumsIn(figure: string): Record<string, unknown> | null {
  if (!figure.startsWith('{')) return null;
  const read: unknown = JSON.parse(figure);
  return typeof read === 'object' && read !== null ? Object.fromEntries(Object.entries(read)) : null;
}

const sumWords = (sums: Record<string, unknown>, columns: readonly string[]): string =>
  columns.map((column) => `${column} ${String(sums[column])}`).join(', ');
