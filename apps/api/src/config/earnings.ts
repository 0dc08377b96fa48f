import type { StonRoute } from '@spindle/ton/swap';
import * as z from 'zod';
import { coins, seed, text, toNano, whole } from './values.ts';

/** What providers get, and in which coin. */
export interface EarningsConfig {
  earnings: {
    /** Ed25519 seed (hex) of the key that signs vouchers to providers; null promises nothing. */
    voucherSeed: string | null;
    /** How long a provider can still claim after we would ask to close their account. */
    closeDelaySeconds: number;
    /** What lies on an account beyond what is promised, after it was funded: so much at least, or so many hours of earning. */
    aheadLeastNano: bigint;
    aheadHours: number;
  };
  /** Changes providers' coins into a jetton, by their own wallet; null does not. */
  swap: { apiUrl: string; route: StonRoute; slippageBasisPoints: number; symbol: string; decimals: number } | null;
}

const RAW_ADDRESS = '0:[0-9a-f]{64}';

export const earningsVariables = z.object({
  VOUCHER_SEED: seed.optional(),
  EARNINGS_CLOSE_DELAY_SECONDS: whole(86_400, 365 * 86_400).default(7 * 86_400),
  FUND_AHEAD_LEAST: coins('0.5').default('0.5'),
  FUND_AHEAD_HOURS: whole(0, 720).default(12),
  SWAP_API_URL: z.url().optional(),
  SWAP_ROUTE: z
    .string()
    .regex(
      new RegExp(`^2\\.[12](,${RAW_ADDRESS}){4}$`),
      'must be the version and four raw addresses: 2.1,router,its proxy TON wallet,jetton,its jetton wallet',
    )
    .optional(),
  SWAP_SLIPPAGE_BASIS_POINTS: whole(1, 1_000).default(100),
  SWAP_SYMBOL: text.default('USDT'),
  SWAP_DECIMALS: whole(0, 18).default(6),
});

export const toEarningsConfig = (env: z.output<typeof earningsVariables>): EarningsConfig => ({
  earnings: {
    voucherSeed: env.VOUCHER_SEED ?? null,
    closeDelaySeconds: env.EARNINGS_CLOSE_DELAY_SECONDS,
    aheadLeastNano: toNano(env.FUND_AHEAD_LEAST),
    aheadHours: env.FUND_AHEAD_HOURS,
  },
  swap: toSwap(env),
});

function toSwap(env: z.output<typeof earningsVariables>): EarningsConfig['swap'] {
  const [version, router = '', ptonWallet = '', jetton = '', routerJettonWallet = ''] =
    env.SWAP_ROUTE?.split(',') ?? [];
  if (!env.SWAP_API_URL || (version !== '2.1' && version !== '2.2')) return null;
  return {
    apiUrl: env.SWAP_API_URL,
    route: { version, router, ptonWallet, jetton, routerJettonWallet },
    slippageBasisPoints: env.SWAP_SLIPPAGE_BASIS_POINTS,
    symbol: env.SWAP_SYMBOL,
    decimals: env.SWAP_DECIMALS,
  };
}
