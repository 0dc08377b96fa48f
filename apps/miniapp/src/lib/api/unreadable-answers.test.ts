import type { AppRouter } from '@spindle/api/router';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import superjson from 'superjson';
import { describe, expect, it } from 'vitest';
import { faultOf, isUnreadable } from './fault.ts';
import { readableOrNot, refuseUnreadable } from './unreadable-answers.ts';

/** A market that answers every question with this. */
function marketOf(answer: unknown) {
  const body = JSON.stringify([{ result: { data: superjson.serialize(answer) } }]);
  const fetch = async () => new Response(body, { headers: { 'content-type': 'application/json' } });
  const link = httpBatchLink({ url: 'http://market.test/trpc', transformer: readableOrNot, fetch });
  return createTRPCClient<AppRouter>({ links: [refuseUnreadable, link] });
}
const failureOf = (answer: unknown) =>
  marketOf(answer)
    .app.config.query()
    .then(
      () => null,
      (error: unknown) => error,
    );

describe('an answer', () => {
  it('that this page reads is given', async () => {
    expect(await marketOf({ amountNano: 5n }).app.config.query()).toEqual({ amountNano: 5n });
  });

  it('that it cannot read is an error of that kind, through all of tRPC', async () => {
    for (const answer of [{ of: new Set([1]) }, new Map()]) {
      const error = await failureOf(answer);
      expect([isUnreadable(error), faultOf(error).code]).toEqual([true, 'unexpected']);
    }
  });

  it('that never came is none of that kind', () => {
    expect(isUnreadable(Object.assign(new Error(), { cause: new TypeError('Failed to fetch') }))).toBe(false);
  });
});
