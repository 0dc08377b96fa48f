import { readFileSync, statSync } from 'node:fs';
import type { AttestationFault } from '@spindle/shared/attestation';

const MOST_BYTES = 16_000_000;

export type Read<Value> = { value: Value } | { fault: AttestationFault };

/** The bytes of a file. Refusal: `verify_unreadable`. */
export function readFile(file: string): Read<Uint8Array> {
  try {
    if (statSync(file).size > MOST_BYTES) return unreadable(file, '> 16 MB');
    return { value: new Uint8Array(readFileSync(file)) };
  } catch (error) {
    return unreadable(file, error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
  }
}

const unreadable = (file: string, why: string): Read<never> => ({
  fault: { code: 'verify_unreadable', facts: { file, why } },
});

/** The JSON of these bytes; undefined when they are none. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
