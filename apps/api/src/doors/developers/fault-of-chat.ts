import type { Fault } from '@spindle/shared';
import { type FaultLog, faultOfException } from '../../platform/index.ts';

/**
 * The fault of an exception at the one door where questions and answers are in clear: words of exceptions may hold them,
 * so the log gets kind and place alone.
 */
export function faultOfChat(error: unknown, log: FaultLog): Fault {
  return faultOfException(error, {
    error: (facts, words) => log.error({ ...facts, ...('err' in facts && { err: withoutWords(facts.err) }) }, words),
  });
}

function withoutWords(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error };
  const places = (error.stack ?? '').split('\n').filter((part) => /^\s+at /.test(part));
  return { kind: error.name, places };
}
