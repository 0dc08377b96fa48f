import { blendedMicroUsdPerMTok, percentOfCloud, type TokenPrice } from '@spindle/shared';
import type { CloudPrice } from '../../lib/api/index.ts';

export type Offered = Pick<TokenPrice, 'inputMicroUsdPerMTok' | 'outputMicroUsdPerMTok'>;

/** The cheapest cloud that sells the very same model, and what the offer costs in percent of it; null where there is none. */
export function rivalOf(prices: readonly CloudPrice[], modelId: string, offer: Offered) {
  const same = prices.filter((price) => price.modelId === modelId && price.match === 'same');
  const [cheapest] = same.toSorted((a, b) => Number(blendedMicroUsdPerMTok(a) - blendedMicroUsdPerMTok(b)));
  const percent = cheapest ? percentOfCloud(offer, cheapest) : null;
  return cheapest && percent !== null ? { percent, ...cheapest } : null;
}
