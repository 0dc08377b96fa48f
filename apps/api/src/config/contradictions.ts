import { marketAddressOf } from './market-address.ts';
import type { Variables } from './variables.ts';

const OF_THE_LOCAL_WORLD = ['SPINDLE_DEV_LOGIN_SECRET', 'DEV_WALLET_URL', 'FIXED_RATE_USD'] as const;

/**
 * Variables that are each right, and not together. The local world's conveniences and a real deployment exclude each other.
 * @returns a sentence for each, which names the variable to change.
 */
export function contradictions(env: Variables): string[] {
  const faults: string[] = [];
  const isProduction = env.SPINDLE_ENV === 'production';
  if (env.SPINDLE_DEV_LOGIN_SECRET && env.TELEGRAM_BOT_TOKEN) {
    faults.push('SPINDLE_DEV_LOGIN_SECRET: cannot be set together with TELEGRAM_BOT_TOKEN; remove one of the two');
  }
  const market = marketAddressOf(env);
  if (!market.ok) faults.push(market.fault);
  const keys = env.TON_API_KEY?.length ?? 0;
  if (keys > 1 && keys !== env.TON_API_URL.length) {
    faults.push('TON_API_KEY: give one key for all servers of TON_API_URL, or one for each in their order');
  }
  for (const name of OF_THE_LOCAL_WORLD) {
    if (isProduction && env[name]) faults.push(`${name}: belongs to the local world; remove it or set SPINDLE_ENV=dev`);
  }
  if (!env.SWAP_API_URL !== !env.SWAP_ROUTE) {
    faults.push('SWAP_ROUTE: set it together with SWAP_API_URL, or neither of the two');
  }
  if (isProduction && !env.TELEGRAM_BOT_TOKEN && !env.TELEGRAM_BOT_ID) {
    faults.push('TELEGRAM_BOT_TOKEN: needed so that people can log in (or TELEGRAM_BOT_ID for third-party checks)');
  }
  return faults;
}
