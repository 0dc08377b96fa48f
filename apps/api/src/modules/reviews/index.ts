export { answerReview } from './answer-review.ts';
export { hideReview, showReview } from './hide-review.ts';
export { reviewRights, reviewsForAdmin, reviewsForProvider, reviewsOf } from './read-reviews.ts';
export type * from './shapes.ts';
export { type ReviewDeps, removeReview, writeReview } from './write-review.ts';
