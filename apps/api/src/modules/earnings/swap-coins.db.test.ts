import { createStonSwap } from '@spindle/ton/swap';
import { afterAll, describe, expect, it } from 'vitest';
import { createEarningsWorld } from './testing/earnings-world.ts';

const world = await createEarningsWorld();
afterAll(() => world.close());

const raw = (byte: string) => `0:${byte.repeat(32)}`;
const route = {
  router: raw('11'),
  version: '2.2',
  ptonWallet: raw('22'),
  jetton: raw('33'),
  routerJettonWallet: raw('44'),
} as const;
const answer = {
  offer_units: '5',
  ask_units: '100',
  min_ask_units: '99',
  router_address: route.router,
  ask_jetton_wallet: route.routerJettonWallet,
};
const provider = createStonSwap({
  ...{ route, apiUrl: 'https://ston.test', slippageBasisPoints: 100 },
  nowSeconds: () => Math.floor(world.clock.nowMs() / 1_000),
  fetch: async () => new Response(JSON.stringify(answer)),
});
const swapping = world.another({ swap: { provider, symbol: 'USDT', decimals: 6 } });
const ORDER = { offerNano: 5n, minAskUnits: 99n };

describe('changing coins', () => {
  it('is off unless it is set, and the overview says so', async () => {
    const { actor } = await world.provider();
    expect(await world.earnings.swapPrice(ORDER)).toMatchObject({ fault: { code: 'swap_off' } });
    expect(await world.earnings.swapMessage(actor, ORDER)).toMatchObject({ fault: { code: 'swap_off' } });
    expect(await world.earnings.overview(actor)).toMatchObject({ value: { swapsTo: null } });
    expect(await swapping.overview(actor)).toMatchObject({ value: { swapsTo: 'USDT' } });
  });

  it('has a price with a least amount, and a transfer of the proven wallet with a deadline', async () => {
    const { actor, wallet } = await world.provider();
    const price = { offerNano: 5n, askUnits: 100n, minAskUnits: 99n, symbol: 'USDT', decimals: 6 };
    const terms = { exchange: 'STON.fi', lifeSeconds: 600 };
    expect(await swapping.swapPrice(ORDER)).toEqual({ ok: true, value: { ...price, ...terms } });
    const deadlineMs = (Math.floor(world.clock.nowMs() / 1_000) + terms.lifeSeconds) * 1_000;
    expect(await swapping.swapMessage(actor, ORDER)).toMatchObject({ value: { wallet: wallet.address, deadlineMs } });
  });

  it('needs a proven wallet', async () => {
    const { actor } = await world.provider({ hasWallet: false });
    expect(await swapping.swapMessage(actor, ORDER)).toMatchObject({ fault: { code: 'wallet_required' } });
  });
});
