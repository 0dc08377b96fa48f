/**
 * What an API key may be allowed to do: list models (`models`), ask them (`inference`), use files and batches
 * (`batches`), read what was used and paid (`usage`).
 */
export const KEY_SCOPES = ['models', 'inference', 'batches', 'usage'] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];
