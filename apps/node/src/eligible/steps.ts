import type { EnclaveFault } from '@spindle/shared/enclave';

/** One thing that a confidential machine needs. `unknown` could not be seen from here, and is no pass. */
export interface Step {
  check:
    | 'system'
    | 'cpu'
    | 'firmware'
    | 'kernel'
    | 'kvm'
    | 'quotes'
    | 'gpu'
    | 'vbios'
    | 'driver'
    | 'gpu mode'
    | 'image';
  outcome: 'ok' | 'missing' | 'unknown';
  /** For people: what was found. */
  words: string;
  /** What is missing; its text says what to do. Null where all is well. */
  fault: EnclaveFault | null;
}

export const done = (check: Step['check'], words: string): Step => ({ check, outcome: 'ok', words, fault: null });

export const missing = (check: Step['check'], code: EnclaveFault['code'], facts: EnclaveFault['facts'] = {}): Step => ({
  ...{ check, outcome: 'missing', words: '', fault: { code, facts } },
});

export const unseen = (check: Step['check'], what: string, path: string): Step => ({
  ...{ check, outcome: 'unknown', words: '', fault: { code: 'eligible_unreadable', facts: { what, path } } },
});

/** `6.16.3-generic` against `6.16`. */
export function isAtLeast(version: string, needed: string): boolean {
  const [have, want] = [version, needed].map((text) => text.split(/[^\d]+/).map(Number));
  for (const [at, least] of (want ?? []).entries()) {
    const part = have?.[at] ?? 0;
    if (part !== least) return part > least;
  }
  return true;
}
