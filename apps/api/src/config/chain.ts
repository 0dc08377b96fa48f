import * as z from 'zod';
import { marketAddressOf } from './market-address.ts';
import { coins, listOf, seed, text, toNano, whole, withoutSlash } from './values.ts';

/** The chain, and the market's own wallet on it. */
export interface ChainConfig {
  chain: {
    /** Servers of toncenter's shape that tell of the same chain; they are compared. */
    endpoints: readonly { baseUrl: string; apiKey?: string }[];
    networkId: number;
    /** The market's wallet, raw: payee of every buyer's channel, payer of the providers' accounts. */
    marketAddress: string;
    closeDelaySeconds: number;
    pollMs: number;
  };
  treasury: {
    /** Ed25519 seed (hex) of the key of the market's wallet; null sends nothing on chain, and only follows. */
    seed: string | null;
    /** What an open escrow must owe for a claim to be worth its fee. */
    claimThresholdNano: bigint;
  };
  /** How often what is on chain is compared with the books; everything is audited once a day. */
  auditMinutes: number;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

/** What reading the chain takes: all that the audit wants of it. */
export const endpointVariables = z.object({
  TON_API_URL: listOf(z.url()).refine((urls) => new Set(urls.map(hostOf)).size === urls.length, {
    message: 'names a server twice; each must be another one, or they are compared with themselves',
  }),
  TON_API_KEY: listOf(z.string().trim()).optional(),
});

export const chainVariables = endpointVariables.extend({
  TON_NETWORK_ID: whole(-1000, -1),
  MARKET_ADDRESS: text.optional(),
  TREASURY_SEED: seed.optional(),
  CLAIM_THRESHOLD: coins('0.2').default('0.2'),
  CHANNEL_CLOSE_DELAY_SECONDS: whole(60, 30 * 86_400).default(86_400),
  CHAIN_POLL_MS: whole(100, 600_000).default(2_000),
  AUDIT_MINUTES: whole(1, 1_440).default(60),
});

export const toChainConfig = (env: z.output<typeof chainVariables>): ChainConfig => ({
  chain: {
    endpoints: endpointsOf(env),
    networkId: env.TON_NETWORK_ID,
    marketAddress: marketAddress(env),
    closeDelaySeconds: env.CHANNEL_CLOSE_DELAY_SECONDS,
    pollMs: env.CHAIN_POLL_MS,
  },
  treasury: { seed: env.TREASURY_SEED ?? null, claimThresholdNano: toNano(env.CLAIM_THRESHOLD) },
  auditMinutes: env.AUDIT_MINUTES,
});

export const endpointsOf = (env: z.output<typeof endpointVariables>): ChainConfig['chain']['endpoints'] =>
  env.TON_API_URL.map((url, at) => toEndpoint(url, keyAt(env.TON_API_KEY ?? [], at)));

/** One key for all, or one for each. */
const keyAt = (keys: readonly string[], at: number): string | undefined => (keys.length > 1 ? keys[at] : keys[0]);

const toEndpoint = (url: string, apiKey: string | undefined) => ({
  baseUrl: withoutSlash(url),
  ...(apiKey && { apiKey }),
});

function marketAddress(env: z.output<typeof chainVariables>): string {
  const market = marketAddressOf(env);
  if (!market.ok) throw new Error(market.fault);
  return market.address;
}
