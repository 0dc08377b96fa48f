export { earningChecklist } from './checklist.ts';
export type { ConsoleDeps } from './console-deps.ts';
export { estimate, estimateCatalog } from './estimate.ts';
export { priceAdvice } from './price-advice.ts';
export type * from './shapes.ts';
export { watchPrices } from './watch-prices.ts';
