export type { Rate } from './choose-rate.ts';
export { createRates, type Rates, type RatesDeps } from './create-rates.ts';
