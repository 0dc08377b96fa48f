// `npx tsx bench/routing.ts [machines]`: what it takes to choose among so many machines of one model, and to join them
// with their offers after one has come or gone. The numbers stand in docs/adr/0017.

import { chooseSellers } from '../apps/api/src/modules/relay/choose-sellers.ts';
import { routeOf } from '../apps/api/src/modules/relay/route-of.ts';
import { POLICIES, type QuoteRequest } from '../packages/shared/src/index.ts';
import { MODEL, makeMarket } from './routing/make-market.ts';

const ROUNDS = 15;
const CHOICES = 20;
const machines = Number(process.argv[2] ?? 10_000);
const market = makeMarket(machines);

/** What one choice takes of a core, in ms: the least of several rounds of many, so that a busy machine matters little. */
async function measure(work: (at: number) => Promise<unknown>): Promise<string> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (let at = 0; at < CHOICES; at++) await work(at);
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000 / CHOICES);
  }
  return least.toFixed(2);
}

const choose = (round: number, more: Partial<QuoteRequest>) => {
  const input: QuoteRequest = { model: MODEL, maxInputTokens: 1_000, maxOutputTokens: 500, ...more };
  return chooseSellers(market, input, routeOf(`job-${round}`, input, 3_000_000n), Date.now());
};
const cases: [string, Partial<QuoteRequest>][] = [
  ...POLICIES.map((policy): [string, Partial<QuoteRequest>] => [policy, { policy }]),
  [
    'all wishes',
    { tier: 'community', regions: ['eu'], maxPriceMicroUsdPerMTok: '1500000', affinity: 'a', needs: ['tools'] },
  ],
  ['nobody will do', { maxPriceMicroUsdPerMTok: '1' }],
];
const rows: Record<string, string> = {};
for (const [name, more] of cases) rows[name] = await measure((round) => choose(round, more));
rows['balanced, after a link has changed'] = await measure((round) => {
  market.linkChanged();
  return choose(round, {});
});
console.log(`${machines} machines, CPU ms per choice`);
console.table(rows);
