import * as z from 'zod';
import { dollarsToMicro, type FetchJson, type RateSource } from './rate-source.ts';

/** CoinGecko's id of the native coin; ids stay when coins are renamed. */
const COIN_ID = 'the-open-network';
const Answer = z.object({ [COIN_ID]: z.object({ usd: z.number(), last_updated_at: z.number() }) });

/** https://docs.coingecko.com/reference/simple-price: an average over exchanges, with the time of its last change. */
export function coingeckoRate(fetchJson: FetchJson, baseUrl = 'https://api.coingecko.com'): RateSource {
  return {
    name: 'coingecko',
    read: async () => {
      const query = `ids=${COIN_ID}&vs_currencies=usd&include_last_updated_at=true&precision=6`;
      const { [COIN_ID]: coin } = Answer.parse(await fetchJson(`${baseUrl}/api/v3/simple/price?${query}`));
      return { source: 'coingecko', microUsdPerCoin: dollarsToMicro(coin.usd), atMs: coin.last_updated_at * 1000 };
    },
  };
}
