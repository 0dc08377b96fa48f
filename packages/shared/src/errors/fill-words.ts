import type { ErrorWords } from './entry.ts';

/** The words with their facts in place. A fact that is missing is left out. */
export function fillWords(words: ErrorWords, facts: Record<string, string | number> = {}): string {
  return wordsFor(words, facts)
    .replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
    .replace(/\s*\(\)/g, '')
    .trim();
}

function wordsFor(words: ErrorWords, facts: Record<string, string | number>): string {
  if (typeof words === 'string') return words;
  const name = String(facts[words.by]);
  return (Object.hasOwn(words.cases, name) && words.cases[name]) || words.other;
}
