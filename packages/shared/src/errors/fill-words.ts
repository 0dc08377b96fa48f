import type { ErrorWords } from './entry.ts';

/** The words with their facts in place. A fact that is missing is left out, and with it the brackets that it stands in. */
export function fillWords(words: ErrorWords, facts: Record<string, string | number> = {}): string {
  const isMissing = (name: string) => facts[name] === undefined;
  return wordsFor(words, facts)
    .replace(/\s*\([^()]*\)/g, (bracket) => (namesIn(bracket).some(isMissing) ? '' : bracket))
    .replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
    .replace(/\s*\(\)/g, '')
    .trim();
}

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

function wordsFor(words: ErrorWords, facts: Record<string, string | number>): string {
  if (typeof words === 'string') return words;
  const name = String(facts[words.by]);
  return (Object.hasOwn(words.cases, name) && words.cases[name]) || words.other;
}
