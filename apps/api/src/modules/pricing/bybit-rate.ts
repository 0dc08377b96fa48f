import * as z from 'zod';
import { type FetchJson, middleMicro, type RateSource } from './rate-source.ts';

const price = z.string().regex(/^\d+(\.\d+)?$/);
const Answer = z.object({
  retCode: z.literal(0),
  result: z.object({ list: z.tuple([z.object({ bid1Price: price, ask1Price: price })]) }),
  time: z.number().int().positive(),
});

/** https://bybit-exchange.github.io/docs/v5/market/tickers: the same of another exchange. */
export function bybitRate(fetchJson: FetchJson, baseUrl = 'https://api.bybit.com'): RateSource {
  return {
    name: 'bybit',
    read: async () => {
      const answer = Answer.parse(await fetchJson(`${baseUrl}/v5/market/tickers?category=spot&symbol=TONUSDT`));
      const [{ bid1Price, ask1Price }] = answer.result.list;
      return { source: 'bybit', microUsdPerCoin: middleMicro(bid1Price, ask1Price), atMs: answer.time };
    },
  };
}
