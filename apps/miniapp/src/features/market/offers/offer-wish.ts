import type { Tier } from '@spindle/shared';

export const OFFER_SORTS = ['price', 'speed', 'first'] as const;
export type OfferSort = (typeof OFFER_SORTS)[number];

/** Which offers of a model somebody wants to see, and in which order. Empty: any. */
export interface OfferWish {
  tier: Tier | '';
  region: string;
  hardwareId: string;
  /** Only machines that answer now. */
  isOnline: boolean;
  sort: OfferSort;
}

export const ANY_OFFER: OfferWish = { tier: '', region: '', hardwareId: '', isOnline: false, sort: 'price' };

/** How many filters are on; the order is none. */
export const filtersOn = ({ tier, region, hardwareId, isOnline }: OfferWish): number =>
  [tier, region, hardwareId, isOnline].filter(Boolean).length;

/** What the market is asked, without what is not wished. */
export function askFor(modelId: string, { tier, region, hardwareId, isOnline, sort }: OfferWish) {
  return {
    ...{ modelId, isOnline, sort },
    ...(tier && { tier }),
    ...(region && { region }),
    ...(hardwareId && { hardwareId }),
  };
}
