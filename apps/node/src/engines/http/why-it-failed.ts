import { type Fault, fail } from '@spindle/shared';
import { reasonOf } from './http-call.ts';

/**
 * What an engine's failure was, for the machine's owner. Its own words are looked at here and go nowhere: they may quote
 * the prompt.
 */
const OUT_OF_MEMORY =
  /out of memory|cuda_error_out_of_memory|requires more (system|gpu|video) memory|insufficient memory|(failed|unable) to allocate|cudamalloc failed|outofmemory/i;

/** @param words what came with an error, whole. */
export function whyOfStatus(status: number, words: string): Fault {
  if (OUT_OF_MEMORY.test(words)) return fail('engine_out_of_memory').fault;
  return fail('engine_failed', { status }).fault;
}

/** What broke a stream that had begun well. */
export class BrokenStream extends Error {
  constructor(readonly why: Fault) {
    super(why.code);
  }
}

export const brokenByWords = (words: string): BrokenStream =>
  new BrokenStream(OUT_OF_MEMORY.test(words) ? fail('engine_out_of_memory').fault : fail('engine_malformed').fault);

export const malformed = (): BrokenStream => new BrokenStream(fail('engine_malformed').fault);

/** What an error of a call means. @param waitedMs how long the engine had been given. */
export function whyOfError(error: unknown, waitedMs: number): Fault {
  if (error instanceof BrokenStream) return error.why;
  const reason = reasonOf(error);
  if (reason === 'ETIMEDOUT') return fail('engine_silent', { seconds: Math.round(waitedMs / 1000) }).fault;
  if (error instanceof SyntaxError) return fail('engine_malformed').fault;
  return fail('engine_broke_off', { reason }).fault;
}
