import type { Call } from '../lib/api/index.ts';

/** Whether the first page is the market. */
export const isMarket = (): boolean => location.pathname === '/';

/** What the market asks when it opens, in this order: it goes out before the market is here. */
export const MARKET_ASKS: readonly Call[] = [['app.config'], ['market.models', {}]];
