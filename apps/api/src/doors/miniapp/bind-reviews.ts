import {
  answerReview,
  hideReview,
  type ReviewDeps,
  removeReview,
  reviewRights,
  reviewsForAdmin,
  reviewsForProvider,
  reviewsOf,
  showReview,
  writeReview,
} from '../../modules/reviews/index.ts';
import type { BuyerReviewServices } from './services/reviews.ts';

export const bindBuyerReviews = (deps: ReviewDeps): BuyerReviewServices => ({
  ofListing: (input) => reviewsOf(deps, input),
  rights: (actor, input) => reviewRights(deps, actor, input),
  write: (actor, input) => writeReview(deps, actor, input),
  remove: (actor, input) => removeReview(deps, actor, input),
  ofProvider: (actor, input) => reviewsForProvider(deps, actor, input),
  answer: (actor, input) => answerReview(deps, actor, input),
  all: (actor, input) => reviewsForAdmin(deps, actor, input),
  hide: (actor, input) => hideReview(deps, actor, input),
  show: (actor, input) => showReview(deps, actor, input),
});
