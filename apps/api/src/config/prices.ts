import * as z from 'zod';
import { whole } from './values.ts';

/** What is added to prices, and what a coin is worth. */
export interface PricesConfig {
  feeBasisPoints: number;
  /** A rate that never changes, for the local world; null asks the sources. */
  fixedRateMicroUsdPerCoin: bigint | null;
}

export const pricesVariables = z.object({
  FEE_BASIS_POINTS: whole(0, 5_000).default(500),
  FIXED_RATE_USD: z
    .string()
    .regex(/^\d+(\.\d{1,6})?$/, 'must be dollars per coin, like 3.20')
    .optional(),
});

export const toPricesConfig = (env: z.output<typeof pricesVariables>): PricesConfig => ({
  feeBasisPoints: env.FEE_BASIS_POINTS,
  fixedRateMicroUsdPerCoin: env.FIXED_RATE_USD ? usdToMicro(env.FIXED_RATE_USD) : null,
});

function usdToMicro(dollars: string): bigint {
  const [units = '0', fraction = ''] = dollars.split('.');
  return BigInt(units) * 1_000_000n + BigInt(fraction.padEnd(6, '0'));
}
