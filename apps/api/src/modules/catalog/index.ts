export { type CatalogDeps, createCatalogMemory, findModel, listHardware, listModels, seedCatalog } from './catalog.ts';
export type * from './shapes.ts';
