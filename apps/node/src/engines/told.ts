/*
 * Readers of what programs tell beside their answers. Each version has other fields, and a wrong one is as good as none:
 * these never throw, unlike those of `fields`.
 */

/** Objects of JSON; anything else is an empty one. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const MAX_CHARACTERS = 200;
/** A text that is not empty, cut to what a person would read. */
export function wordIn(value: unknown): string | null {
  const word = typeof value === 'string' ? value.trim() : '';
  return word === '' ? null : word.slice(0, MAX_CHARACTERS);
}

/** A number from 0. */
export const numberIn = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;

/** A whole number from 1. */
export const sizeIn = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;

export const shareIn = (value: unknown): number | null => {
  const number = numberIn(value);
  return number === null || number > 1 ? null : number;
};

const COMMIT = /[/\\]snapshots[/\\]([0-9a-f]{40})(?:[/\\]|$)/;

/** The commit of a model that lies in Hugging Face's cache, which names folders by it. */
export function commitIn(path: unknown): string | null {
  return typeof path === 'string' ? (COMMIT.exec(path)?.[1] ?? null) : null;
}
