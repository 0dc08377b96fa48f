import type { CatalogDeps } from '../catalog/index.ts';
import type { EarnCatalogDeps, ListingViewDeps, OffersDeps } from '../listings/index.ts';

/** What the use cases of a provider's console are bound to. */
export interface ConsoleDeps extends ListingViewDeps, OffersDeps, CatalogDeps {
  priceLimits: EarnCatalogDeps['priceLimits'];
  /** The market's fee now. */
  feeBasisPoints: () => number;
}

export const WEEK_MS = 7 * 86_400_000;
