export type { PriceLimits } from './check-offers.ts';
export {
  createListing,
  type EarnCatalogDeps,
  earnCatalog,
  setOffers,
  type WriteListingDeps,
} from './create-listing.ts';
export { isServedBy, isServing } from './is-served-by.ts';
export {
  allListings,
  checkListing,
  findListing,
  getListing,
  type ListingViewDeps,
  listListings,
  type OwnedListing,
} from './list-listings.ts';
export { findLastChange, findState } from './listing-states.repo.ts';
export { endWindow, keepMaintenance, listWindows, planWindow } from './maintenance/index.ts';
export { type MarketDeps, marketModel, marketModels } from './market.ts';
export { marketListing } from './market-listing.ts';
export {
  answerForListing,
  type DecisionChange,
  decideOnListing,
  type ListingDecision,
  type MoveListingDeps,
  pauseListing,
  resumeListing,
  withdrawListing,
} from './move-listing.ts';
export type * from './neighbours.ts';
export { type LiveOffer, readOffersOf } from './offers.repo.ts';
export {
  allLiveOffers,
  createOfferMemory,
  liveOffersOf,
  type OfferMemory,
  type OffersDeps,
  offersForModel,
} from './offers-for-model.ts';
export { offersPage } from './offers-page.ts';
export { otherListings } from './other-listings.ts';
export { priceHistory } from './price-history.ts';
export type * from './shapes.ts';
export { type SoldModel, soldModels } from './sold-models.ts';
export { toEvidence } from './state-evidence.ts';
export { stateHistory } from './state-history.ts';
