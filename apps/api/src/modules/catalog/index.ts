export { type CatalogDeps, createCatalogMemory, findModel, listHardware, listModels, seedCatalog } from './catalog.ts';
export { type CatalogTable, setHidden, writeHardware, writeModel } from './change-catalog.repo.ts';
export { deleteFromCatalog, wholeCatalog } from './change-catalog.ts';
export { allCloudPrices, removePrice, renewPrice, shownCloudPrices, writeCloudPrice } from './cloud-prices/index.ts';
export type * from './shapes.ts';
export { type SpeedBounds, speedBounds } from './speed-bounds.ts';
