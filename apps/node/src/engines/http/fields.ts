/** An object of JSON whose fields nobody has looked at yet. */
export type Fields = Readonly<Record<string, unknown>>;

/** What an engine sent has not the shape that was agreed on. */
class Malformed extends Error {}

/*
 * Readers of single fields, for what comes with every token: a schema of zod/mini takes ten times as long. `null` counts
 * as left out, as in all of OpenAI's API. Each throws when the field is something else.
 */

export function fieldsOf(value: unknown): Fields | undefined {
  if (value === undefined || value === null) return undefined;
  if (isFields(value)) return value;
  throw new Malformed();
}

export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new Malformed();
}

/** A whole number from 0. */
export function countOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Malformed();
}

/** The objects of a list; one that is left out is empty. */
export function listOf(value: unknown): readonly Fields[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isFields)) return value;
  throw new Malformed();
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
