import type { Call } from '../lib/api/index.ts';
import type { Launch } from '../lib/telegram/index.ts';
import type { DevLogin } from './dev-login.ts';

/** How the app was opened. */
export interface Visit {
  /** Null outside Telegram. */
  launch: Launch | null;
  /** Of the local world. */
  dev: DevLogin | null;
  /** Whether the market is the first page, and is asked for already. */
  isMarket: boolean;
}

/** What the market asks when it opens, in this order: it goes out before the market is here. */
export const MARKET_ASKS: readonly Call[] = [['app.config'], ['market.models', {}]];
