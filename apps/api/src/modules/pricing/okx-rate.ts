import * as z from 'zod';
import { type FetchJson, middleMicro, type RateSource } from './rate-source.ts';

const price = z.string().regex(/^\d+(\.\d+)?$/);
const Answer = z.object({
  code: z.literal('0'),
  data: z.tuple([z.object({ bidPx: price, askPx: price, ts: z.string().regex(/^\d{13}$/) })]),
});

/** https://www.okx.com/docs-v5: the ticker of the coin against USDT, with the exchange's time. */
export function okxRate(fetchJson: FetchJson, baseUrl = 'https://www.okx.com'): RateSource {
  return {
    name: 'okx',
    read: async () => {
      const [ticker] = Answer.parse(await fetchJson(`${baseUrl}/api/v5/market/ticker?instId=TON-USDT`)).data;
      return { source: 'okx', microUsdPerCoin: middleMicro(ticker.bidPx, ticker.askPx), atMs: Number(ticker.ts) };
    },
  };
}
