import type { Quote } from '@spindle/shared';

/** A machine that was tried, and the code for which it did not finish; see usage. */
interface Attempted {
  after?: string;
}

/**
 * How a request was routed, as headers: codes and counts alone, no ids of people, no text.
 * @example x-spindle-policy: balanced · x-spindle-considered: 12 · x-spindle-excluded: price_above_limit=3, full=1
 */
export function decisionHeaders(
  { policy, decision }: Pick<Quote, 'policy' | 'decision'>,
  attempts: readonly Attempted[],
): Record<string, string> {
  const excluded = decision.excluded.map(({ why, count }) => `${why}=${count}`).join(', ');
  const after = attempts.flatMap((attempt) => attempt.after ?? []).join(', ');
  return {
    'x-spindle-policy': policy,
    'x-spindle-considered': String(decision.considered),
    ...(excluded !== '' && { 'x-spindle-excluded': excluded }),
    ...(attempts.length > 0 && { 'x-spindle-attempts': String(attempts.length) }),
    ...(after !== '' && { 'x-spindle-after': after }),
  };
}
