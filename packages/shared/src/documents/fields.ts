import * as z from 'zod/mini';

/** Field types that the signed documents share. Amounts are decimal strings, keys and hashes lower-case hex. */
export const amount = z.string().check(z.regex(/^(0|[1-9]\d{0,30})$/));
export const hex32 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const hex64 = z.string().check(z.regex(/^[0-9a-f]{128}$/));
export const hexOf = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
export const id = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));
export const count = z.int().check(z.minimum(0));
/** Unix time in milliseconds. */
export const timeMs = z.int().check(z.minimum(0));
/** A name, or a line. Without what no database takes: U+0000 and halves of characters. */
export const shortText = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^\0\p{Cs}]*$/u));
