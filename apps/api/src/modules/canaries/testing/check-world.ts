import { ok } from '@spindle/shared';
import type { NodeWorld } from '../../nodes/testing/node-world.ts';
import type { TestMarket } from '../../nodes/testing/test-market.ts';
import type { QuoteDeps } from '../../relay/index.ts';
import { createAskAsBuyer } from '../asking/ask-as-buyer.ts';
import { type Checks, createChecks } from '../create-checks.ts';

export interface CheckParts {
  /** Buyers that wait, as the test decides. */
  waiting?: () => number;
  nowMs?: () => number;
}

/** The market's own questions, over real links to real machines. */
export function checksOf(world: NodeWorld, market: TestMarket, parts: CheckParts = {}): Checks {
  const clock = { nowMs: parts.nowMs ?? (() => Date.now()) };
  const quote: QuoteDeps = {
    ...{ clock, env: 'dev', brokerSigner: market.signer, nodes: market.nodes },
    feeBasisPoints: () => 500,
    isBuyingEnabled: true,
    rates: { current: () => ok({ microUsdPerCoin: 3_000_000n, atMs: clock.nowMs(), sources: ['fixed'] }) },
    offersForModel: async () => [],
    findModel: async () => ok(null),
  };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const random = Math.random;
  const ask = createAskAsBuyer({ quote, nodes: market.nodes, log, secret: 'secret', random });
  const waiting = parts.waiting ?? (() => 0);
  return createChecks({ db: world.db, clock, log, nodes: market.nodes, ask, waiting, random });
}
