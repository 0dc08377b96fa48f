import { readFileSync } from 'node:fs';
import { openQuote } from '@spindle/sealed/node';
import type { Signed } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { createLedgerWorld, holdOf } from '../ledger/testing/index.ts';

/* `uses` of docs/test-vectors/quote.json, by what judges a request's quote: its reader, then the hold under its job. */

interface Vectors {
  brokerKey: string;
  uses: { what: string; nowMs: number; quote: Signed; code: string | null }[];
}
const { brokerKey, uses }: Vectors = JSON.parse(
  readFileSync(new URL('../../../../../docs/test-vectors/quote.json', import.meta.url), 'utf8'),
);

const world = await createLedgerWorld();
afterAll(() => world.close());

it('a quote is used once, as the vectors say', async () => {
  const buyer = await world.buyer({ depositedNano: 10_000n });
  const codeOf = async ({ quote, nowMs }: Vectors['uses'][number]) => {
    const opened = await openQuote(quote, brokerKey, nowMs);
    if (!opened.ok) return opened.fault.code;
    const held = await world.ledger.openHold(holdOf(buyer, 10n, { jobId: opened.value.jobId }));
    return held.ok ? null : held.fault.code;
  };
  for (const use of uses) expect([use.what, await codeOf(use)]).toEqual([use.what, use.code]);
  expect(uses.map(({ code }) => code)).toContain('quote_used');
});
