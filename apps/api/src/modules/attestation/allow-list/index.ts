export { proposeImage, reviewImage, revokeImage } from './change-images.ts';
export { type AllowList, type AllowListDeps, createAllowList, type PublishedList } from './create-allow-list.ts';
