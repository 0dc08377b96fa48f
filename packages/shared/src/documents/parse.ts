import type * as z from 'zod/mini';
import { type Canonical, canonicalJson } from '../canonical-json.ts';

/**
 * Reads a signed document from its text, and refuses every text that is not exactly its canonical form:
 * what was signed and what was read can then not differ.
 * @returns null when it is not canonical JSON of this shape.
 */
export function parseDocument<Schema extends z.ZodMiniType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    const raw: Canonical = JSON.parse(text);
    if (canonicalJson(raw) !== text) return null;
    const parsed = schema.safeParse(raw);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
