export {
  type CatalogueDeps,
  catalogueView,
  dropEntry,
  type EntryInput,
  hideEntry,
  removeCloudPrice,
  renewCloudPrice,
  saveCloudPrice,
  saveHardware,
  saveModel,
} from './change-catalogue.ts';
