import { fail, ok, type Result } from '@spindle/shared';
import { Address } from '@ton/core';
import { TonClient } from '@ton/ton';
import * as z from 'zod/mini';
import type { WalletMessage } from '../channel/deposit.ts';
import { checkOrder } from './check-order.ts';
import type { SwapOrder, SwapProvider, SwapQuote } from './swap-provider.ts';

/**
 * The way that coins take through the exchange. It is set by people, and never taken from an answer: whoever could name
 * these addresses could take the coins.
 */
export interface StonRoute {
  router: string;
  /** Of the router's contract: 2.1 or 2.2. */
  version: '2.1' | '2.2';
  /** The router's wallet for coins (proxy TON); the transfer goes there. */
  ptonWallet: string;
  /** The jetton's minter, and the router's wallet of it. */
  jetton: string;
  routerJettonWallet: string;
}

export interface StonSwapOptions {
  route: StonRoute;
  /** Such as https://api.ston.fi */
  apiUrl: string;
  /** How much less than priced is still taken, in basis points. */
  slippageBasisPoints: number;
  nowSeconds(): number;
  fetch?: typeof fetch;
  timeoutMs?: number;
}

/** The exchange's name for coins. */
const COINS = 'EQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAM9c';

const units = z.string().check(z.regex(/^\d{1,38}$/));
/** What we read of an answer of `POST /v1/swap/simulate`. */
const Simulation = z.object({
  offer_units: units,
  ask_units: units,
  min_ask_units: units,
  router_address: z.string(),
  ask_jetton_wallet: z.string(),
});

/** STON.fi: prices by its API, transfers by its SDK. */
export function createStonSwap(options: StonSwapOptions): SwapProvider {
  return {
    name: 'STON.fi',
    quote: (offerNano) => quote(options, offerNano),
    transfer: (order) => transfer(options, order),
  };
}

async function quote(
  { route, slippageBasisPoints, ...api }: StonSwapOptions,
  offerNano: bigint,
): Promise<Result<SwapQuote>> {
  const query = new URLSearchParams({
    offer_address: COINS,
    ask_address: friendly(route.jetton),
    units: String(offerNano),
    slippage_tolerance: String(slippageBasisPoints / 10_000),
  });
  const answer = await post(api, `/v1/swap/simulate?${query}`);
  if (!answer.ok) return answer;
  const said = answer.value;
  const isOurWay =
    isSame(said.router_address, route.router) && isSame(said.ask_jetton_wallet, route.routerJettonWallet);
  if (!isOurWay || BigInt(said.offer_units) !== offerNano) return fail('swap_route');
  return ok({ offerNano, askUnits: BigInt(said.ask_units), minAskUnits: BigInt(said.min_ask_units) });
}

async function post(
  { apiUrl, fetch: ask = fetch, timeoutMs = 10_000 }: Pick<StonSwapOptions, 'apiUrl' | 'fetch' | 'timeoutMs'>,
  path: string,
): Promise<Result<z.output<typeof Simulation>>> {
  try {
    const response = await ask(`${apiUrl.replace(/\/+$/, '')}${path}`, {
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) return fail('swap_unreachable', { why: `HTTP ${response.status}` });
    const parsed = Simulation.safeParse(await response.json());
    return parsed.success ? ok(parsed.data) : fail('swap_unreachable', { why: 'another shape' });
  } catch (error) {
    return fail('swap_unreachable', { why: error instanceof Error ? error.name : 'no answer' });
  }
}

async function transfer({ route, nowSeconds }: StonSwapOptions, order: SwapOrder): Promise<Result<WalletMessage>> {
  const checked = checkOrder(order, nowSeconds());
  if (!checked.ok) return checked;
  const { wallet, offerNano, minAskUnits, deadlineSeconds, queryId = 0n } = order;
  const { DEX: dex } = await loadExchange(route.version);
  // Every address is given, so nothing is asked of a chain; the client stands there for the SDK's sake.
  const router = new TonClient({ endpoint: 'http://127.0.0.1:0' }).open(dex.Router.create(route.router));
  const { to, value, body } = await router.getSwapTonToJettonTxParams({
    userWalletAddress: wallet,
    proxyTon: dex.pTON.create(route.ptonWallet),
    offerJettonWalletAddress: route.ptonWallet,
    askJettonAddress: route.jetton,
    askJettonWalletAddress: route.routerJettonWallet,
    offerAmount: offerNano,
    minAskAmount: minAskUnits,
    deadline: deadlineSeconds,
    referralValue: 0,
    queryId,
  });
  if (!body) throw new Error('a swap has a body');
  const address = to.toString({ bounceable: true });
  return ok({ address, amount: String(value), payload: body.toBoc().toString('base64') });
}

/** The SDK takes half a second of a start and 30 MB: only a market that swaps pays for it. */
async function loadExchange(version: StonRoute['version']) {
  return version === '2.2' ? import('@ston-fi/sdk/dex/v2_2') : import('@ston-fi/sdk/dex/v2_1');
}

const friendly = (address: string): string => Address.parse(address).toString({ bounceable: true });

function isSame(a: string, b: string): boolean {
  try {
    return Address.parse(a).equals(Address.parse(b));
  } catch {
    return false;
  }
}
