/*
 * What a machine needs to put its evidence together: an entry of its own, so that devices that check evidence do not load
 * it. Nothing here judges anything.
 */
export { bootEventsOf, type ShownEvent } from './boot-events.ts';
export { collateralUntilMs } from './collateral-until.ts';
export { platformOfQuote, type QuotedPlatform } from './quoted-platform.ts';
export { gpuNonceOf, reportDataOf } from './report-data.ts';
