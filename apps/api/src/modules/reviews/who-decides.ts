import type { ReviewRow } from './reviews.repo.ts';

type Sides = Pick<ReviewRow, 'account_id' | 'provider_id'>;

const isSide = ({ account_id, provider_id }: Sides, accountId: string): boolean =>
  accountId === account_id || accountId === provider_id;

/** Nobody decides on what they wrote, or on what is said of their listing: the code that they are refused with. */
export const barredFromReview = (sides: Sides, accountId: string) => (isSide(sides, accountId) ? 'review_side' : null);
