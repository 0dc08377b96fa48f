import type { StateEvidence } from './shapes.ts';

/** Evidence as it was written: words and numbers by name; what is anything else is left out. */
export function toEvidence(json: unknown): StateEvidence {
  if (typeof json !== 'object' || json === null) return {};
  const known = Object.entries(json).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return Object.fromEntries(known);
}
