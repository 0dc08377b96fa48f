export { removePrice, renewPrice, writeCloudPrice } from './cloud-prices.repo.ts';
export { allCloudPrices, CLOUD_LIFE_MS, seedCloudPrices, shownCloudPrices } from './cloud-prices.ts';
export type * from './shapes.ts';
