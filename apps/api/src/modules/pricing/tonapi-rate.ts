import * as z from 'zod';
import { dollarsToMicro, type FetchJson, type RateSource } from './rate-source.ts';

const Price = z.object({ prices: z.object({ USD: z.number() }) });
/** The native coin goes by `TON`; after its renaming in June 2026 the answer may name it `GRAM`. */
const Rates = z.object({ rates: z.object({ TON: Price.optional(), GRAM: Price.optional() }) });

/** https://docs.tonconsole.com/tonapi/rest-api/rates: prices on the chain's own exchanges, without a time. */
export function tonapiRate(fetchJson: FetchJson, baseUrl = 'https://tonapi.io'): RateSource {
  return {
    name: 'tonapi',
    read: async (nowMs) => {
      const { rates } = Rates.parse(await fetchJson(`${baseUrl}/v2/rates?tokens=ton&currencies=usd`));
      const dollars = (rates.TON ?? rates.GRAM)?.prices.USD;
      if (dollars === undefined) throw new Error('the answer has no price of the native coin');
      return { source: 'tonapi', microUsdPerCoin: dollarsToMicro(dollars), atMs: nowMs };
    },
  };
}
