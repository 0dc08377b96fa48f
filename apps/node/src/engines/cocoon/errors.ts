import { type Fault, fail } from '@spindle/shared';
import type { Ask } from '../engine.ts';
import { refuse } from '../questions/index.ts';

/** Nobody is free, or nobody is free at this price: another machine may be. */
const NOBODY = /no (ready )?workers|can run this query with coefficient|not ?ready/i;
const STRANGE = /unknown option ['"`]?(\w+)/i;

/**
 * What a runner's error means. Its body is `{"error_code": …, "error": "…"}` with codes of TON, and nearly all of them
 * come as HTTP 500 or 502. @returns null for what means the same everywhere.
 */
export function faultOfCocoon(status: number, words: string, ask: Ask): Fault | null {
  if (status < 500) return null;
  if (NOBODY.test(words)) return fail('node_busy').fault;
  const strange = STRANGE.exec(words)?.[1];
  // A name goes on only when the buyer's own request has it: the rest may quote anything.
  return strange && Object.keys(ask.request).includes(strange)
    ? refuse(strange, 'Cocoon does not take it; choose another offer, or leave it out')
    : null;
}
