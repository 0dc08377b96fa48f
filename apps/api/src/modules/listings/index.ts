export { createListing, earnCatalog, setOffers, type WriteListingDeps } from './create-listing.ts';
export {
  allListings,
  findListing,
  getListing,
  type ListingViewDeps,
  listListings,
  type OwnedListing,
} from './list-listings.ts';
export { countWaiting } from './listings.repo.ts';
export {
  endWindow,
  keepMaintenance,
  listWindows,
  type MaintenanceWindow,
  type PlanWindowInput,
  planWindow,
  type WindowView,
} from './maintenance/index.ts';
export { type MarketDeps, marketModel, marketModels } from './market.ts';
export { marketListing } from './market-listing.ts';
export {
  type AdminMove,
  type MoveListingDeps,
  moveByAdmin,
  pauseListing,
  resumeListing,
  withdrawListing,
} from './move-listing.ts';
export type * from './neighbours.ts';
export { createOfferMemory, type OfferMemory, type OffersDeps, offersForModel } from './offers-for-model.ts';
export type * from './shapes.ts';
export { type SoldModel, soldModels } from './sold-models.ts';
