import type { Result } from '@spindle/shared';
import type { Actor } from '../../../modules/accounts/shapes.ts';
import type * as reviews from '../../../modules/reviews/shapes.ts';

type Answer<Value> = Promise<Result<Value>>;

/** What buyers say of listings: for everybody, for who wrote it, for the provider, for admins. */
export interface BuyerReviewServices {
  ofListing(input: reviews.ReviewPageInput): Answer<reviews.ReviewPage>;
  rights(actor: Actor, input: { listingId: string }): Answer<reviews.ReviewRights>;
  write(actor: Actor, input: reviews.WriteReviewInput): Answer<reviews.OwnReview>;
  remove(actor: Actor, input: { reviewId: string }): Answer<null>;
  ofProvider(actor: Actor, input: { listingId: string }): Answer<reviews.ProviderReview[]>;
  answer(actor: Actor, input: { reviewId: string; words: string }): Answer<reviews.ProviderReview>;
  all(
    actor: Actor,
    input: {
      isHidden: boolean;
      cursor?: string | undefined;
      limit?: number | undefined;
    },
  ): Answer<reviews.AdminReviewPage>;
  hide(actor: Actor, input: reviews.HideReviewInput): Answer<reviews.AdminReview>;
  show(actor: Actor, input: reviews.HideReviewInput): Answer<reviews.AdminReview>;
}
