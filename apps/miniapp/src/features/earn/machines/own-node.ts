import type { ListingView } from '../../../lib/api/index.ts';

/** A machine as its owner sees it. */
export type OwnNode = ListingView['nodes'][number];
