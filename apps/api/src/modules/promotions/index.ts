export { giftOffer, giftTotals } from './gift-offer.ts';
export { createOpenGift, type GiftDeps, type OpenGift } from './open-gift.ts';
export { noteReferral, referralsOf } from './referrals.ts';
export type * from './shapes.ts';
