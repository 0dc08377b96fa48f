import { unwrap } from '@spindle/shared';
import { Address, Cell, toNano } from '@ton/core';
import { internal } from '@ton/sandbox';
import { describe, expect, it } from 'vitest';
import { claimBody } from '../channel/index.ts';
import type { World } from '../testing/world.ts';
import { createStonSwap, type StonRoute, type SwapOrder } from './index.ts';
import { makeJettonWorld, UNITS_PER_COIN } from './testing/jetton-world.ts';

const raw = (byte: string) => `0:${byte.repeat(32)}`;
const ROUTE: StonRoute = {
  router: raw('11'),
  version: '2.1',
  ptonWallet: raw('22'),
  jetton: raw('33'),
  routerJettonWallet: raw('44'),
};
const NOW = 1_790_000_000;
const ORDER: SwapOrder = {
  wallet: raw('55'),
  offerNano: 2_500_000_000n,
  minAskUnits: 7_425_000n,
  deadlineSeconds: NOW + 600,
  queryId: 77n,
};

/** An exchange that answers as it is told. */
function swapWith({
  route = ROUTE,
  answer = {},
  status = 200,
}: {
  route?: StonRoute;
  answer?: object;
  status?: number;
} = {}) {
  const asked: string[] = [];
  const ask = async (url: string | URL | Request) => {
    asked.push(String(url));
    return new Response(JSON.stringify(answer), { status });
  };
  const swap = createStonSwap({
    ...{ route, apiUrl: 'https://ston.test/', slippageBasisPoints: 100, nowSeconds: () => NOW },
    fetch: ask,
  });
  return { swap, asked };
}

describe('the transfer of a swap', () => {
  it('is these very bytes', async () => {
    const { swap, asked } = swapWith();
    const message = unwrap(await swap.transfer(ORDER));
    expect(message).toMatchSnapshot();
    expect(asked).toEqual([]);
  });

  it.each(['2.1', '2.2'] as const)('says what was ordered, read by hand: version %s', async (version) => {
    const message = unwrap(await swapWith({ route: { ...ROUTE, version } }).swap.transfer(ORDER));
    expect(Address.parse(message.address).toRawString()).toBe(ROUTE.ptonWallet);
    expect(BigInt(message.amount)).toBe(ORDER.offerNano + toNano('0.31'));
    const outer = Cell.fromBase64(message.payload).beginParse();
    expect(outer.loadUint(32)).toBe(0x01f3835d);
    expect(outer.loadUintBig(64)).toBe(77n);
    expect(outer.loadCoins()).toBe(ORDER.offerNano);
    expect(outer.loadAddress().toRawString()).toBe(ORDER.wallet);
    expect(outer.loadBit()).toBe(true);
    const swap = outer.loadRef().beginParse();
    expect(swap.loadUint(32)).toBe(0x6664de2a);
    expect(swap.loadAddress().toRawString()).toBe(ROUTE.routerJettonWallet);
    expect(swap.loadAddress().toRawString()).toBe(ORDER.wallet);
    expect(swap.loadAddress().toRawString()).toBe(ORDER.wallet);
    expect(swap.loadUint(64)).toBe(ORDER.deadlineSeconds);
    const more = swap.loadRef().beginParse();
    expect(more.loadCoins()).toBe(ORDER.minAskUnits);
    expect(more.loadAddress().toRawString()).toBe(ORDER.wallet);
    expect([more.loadCoins(), more.loadBit(), more.loadCoins(), more.loadBit()]).toEqual([0n, false, 0n, false]);
    expect(more.loadUint(16)).toBe(0);
    expect(more.loadMaybeAddress()).toBeNull();
  });

  it.each<[string, Partial<SwapOrder>]>([
    ['offer', { offerNano: 0n }],
    ['offer', { offerNano: -1n }],
    ['minimum', { minAskUnits: 0n }],
    ['minimum', { minAskUnits: -1n }],
    ['deadline', { deadlineSeconds: NOW }],
    ['deadline', { deadlineSeconds: NOW + 901 }],
    ['deadline', { deadlineSeconds: Number.NaN }],
    ['deadline', { deadlineSeconds: NOW + 0.5 }],
  ])('is not made without its %s', async (field, change) => {
    expect(await swapWith().swap.transfer({ ...ORDER, ...change })).toMatchObject({
      fault: { code: 'swap_terms', facts: { field } },
    });
  });
});

describe('the price', () => {
  /** As api.ston.fi answers, with our addresses in it. */
  const SAID = {
    ask_address: Address.parse(ROUTE.jetton).toString(),
    ask_jetton_wallet: Address.parse(ROUTE.routerJettonWallet).toString(),
    ask_units: '7500000',
    fee_address: Address.parse(ROUTE.jetton).toString(),
    fee_percent: '0.002001',
    fee_units: '15015',
    gas_params: { estimated_gas_consumption: '60000000', forward_gas: '300000000', gas_budget: null },
    min_ask_units: '7425000',
    offer_address: 'EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c',
    offer_jetton_wallet: Address.parse(ROUTE.ptonWallet).toString(),
    offer_units: '2500000000',
    pool_address: Address.parse(raw('66')).toString(),
    price_impact: '0.0001',
    recommended_min_ask_units: '7425000',
    recommended_slippage_tolerance: '0.01',
    router: { address: Address.parse(ROUTE.router).toString(), major_version: 2, minor_version: 1 },
    router_address: Address.parse(ROUTE.router).toString(),
    slippage_tolerance: '0.01',
    swap_rate: '3',
  };

  it('is asked for with the slippage that is set, and read from the answer', async () => {
    const { swap, asked } = swapWith({ answer: SAID });
    expect(await swap.quote(2_500_000_000n)).toEqual({
      ok: true,
      value: { offerNano: 2_500_000_000n, askUnits: 7_500_000n, minAskUnits: 7_425_000n },
    });
    const url = new URL(asked[0] ?? '');
    expect(url.pathname).toBe('/v1/swap/simulate');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      offer_address: SAID.offer_address,
      ask_address: SAID.ask_address,
      units: '2500000000',
      slippage_tolerance: '0.01',
    });
  });

  it.each([
    ['another router', { router_address: SAID.pool_address }],
    ['another jetton', { ask_jetton_wallet: SAID.pool_address }],
    ['no address', { router_address: 'somewhere' }],
    ['another amount', { offer_units: '1' }],
  ])('by %s is none', async (_, change) => {
    const { swap } = swapWith({ answer: { ...SAID, ...change } });
    expect(await swap.quote(2_500_000_000n)).toMatchObject({ fault: { code: 'swap_route' } });
  });

  it.each([
    ['an error', { status: 500 }],
    ['another shape', { answer: { ...SAID, ask_units: '-1' } }],
    ['nothing', { answer: {} }],
  ])('is unknown after %s', async (_, reply) => {
    expect(await swapWith(reply).swap.quote(1n)).toMatchObject({ fault: { code: 'swap_unreachable' } });
  });
});

describe('a payout in jettons', () => {
  const COIN = 10n ** 9n;

  /** An earnings account that owes two coins, and an exchange; the provider is payee. */
  async function setup() {
    const world = await makeJettonWorld();
    await world.deposit('2');
    const { payee, desk, deskWallet, minter, chain } = world;
    const swap = createStonSwap({
      route: {
        ...{ router: desk.toRawString(), version: '2.1', ptonWallet: desk.toRawString() },
        ...{ jetton: minter.toRawString(), routerJettonWallet: deskWallet.toRawString() },
      },
      ...{ apiUrl: 'https://ston.test', slippageBasisPoints: 100, nowSeconds: () => chain.now ?? 0 },
    });
    const order = (more: Partial<SwapOrder> = {}): SwapOrder => ({
      wallet: payee.address.toRawString(),
      offerNano: 2n * COIN,
      minAskUnits: 2n * UNITS_PER_COIN,
      deadlineSeconds: (chain.now ?? 0) + 60,
      ...more,
    });
    const sendSwap = async (wanted: SwapOrder) => {
      const { address, amount, payload } = unwrap(await swap.transfer(wanted));
      const message = { from: payee.address, to: Address.parse(address), value: BigInt(amount), bounce: true };
      return () => chain.sendMessage(internal({ ...message, body: Cell.fromBase64(payload) }));
    };
    return { world, order, sendSwap };
  }

  /** All of the coins, less what the wallet itself pays to receive them. */
  const cameBack = async ({ payee }: Pick<World, 'payee'>, before: bigint) => {
    const came = (await payee.getBalance()) - before;
    return came <= 2n * COIN && came > 2n * COIN - 100_000n;
  };

  it('goes from the earnings account to the wallet in coins, and through the exchange to the wallet’s jettons', async () => {
    const { world, order, sendSwap } = await setup();
    expect(await world.send(world.payee, claimBody(2n * COIN, await world.voucher('2')))).toBe('ok');
    await (await sendSwap(order()))();
    expect(await world.balanceOf(world.payee.address)).toBe(2n * UNITS_PER_COIN);
    expect(await world.balanceOf(world.desk)).toBe(1_000_000_000n - 2n * UNITS_PER_COIN);
  });

  it('comes back in coins when it brings too little', async () => {
    const { world, order, sendSwap } = await setup();
    const before = await world.payee.getBalance();
    await (await sendSwap(order({ minAskUnits: 2n * UNITS_PER_COIN + 1n })))();
    expect(await world.balanceOf(world.payee.address)).toBe(0n);
    expect(await cameBack(world, before)).toBe(true);
  });

  it('comes back in coins when it is late', async () => {
    const { world, order, sendSwap } = await setup();
    const late = await sendSwap(order());
    world.wait(61);
    const before = await world.payee.getBalance();
    await late();
    expect(await world.balanceOf(world.payee.address)).toBe(0n);
    expect(await cameBack(world, before)).toBe(true);
  });
});
