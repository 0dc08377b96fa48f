import type { AccountId, ErrorCode } from '@spindle/shared';
import type { WhoDecides } from '../moderation/shapes.ts';

// Types only: see the note in accounts/shapes.ts.

export const STARS = [1, 2, 3, 4, 5] as const;

/** A review as everybody sees it: nothing of who wrote it, and of when no more than the day (UTC). */
export interface ShownReview {
  reviewId: string;
  stars: number;
  words: string | null;
  dayMs: number;
  /** Its writer changed it on a later day. */
  changedDayMs: number | null;
  /** What the provider says to it. */
  answer: { words: string; dayMs: number } | null;
}

export interface ReviewPage {
  count: number;
  /** All their stars; of a listing without reviews 0. */
  stars: number;
  /** How many gave one star, two, and so on. */
  spread: number[];
  items: ShownReview[];
  /** Null behind the last. */
  next: string | null;
}

/** What an admin said when they hid it: nobody but its writer, and admins, see the rest of it. */
export interface Hidden {
  reason: string;
  atMs: number;
}

export interface OwnReview extends ShownReview {
  hidden: Hidden | null;
}

/** What this person may do about a listing. */
export interface ReviewRights {
  mine: OwnReview | null;
  /** Null when they may write one, or change theirs; else the code that writing would be refused with, and its facts. */
  refusal: { code: ErrorCode; facts: Record<string, string | number> } | null;
  /** It is their listing: they may answer reviews of it. */
  isProvider: boolean;
}

/** As its listing's provider sees it: those to which they have said nothing yet can be answered. */
export interface ProviderReview extends ShownReview {
  canAnswer: boolean;
  /** Why an admin has hidden what they said. */
  answerHiddenReason: string | null;
}

export interface AdminReview extends OwnReview {
  listing: { listingId: string; title: string };
  /** Null where the admin who asks is the provider: providers are not told who writes. */
  writer: { accountId: AccountId; firstName: string; paidAnswers: number } | null;
  provider: { accountId: AccountId; firstName: string };
  /** Hidden, and changed by its writer since. */
  isChangedSince: boolean;
  whoDecides: WhoDecides;
  answerHiddenReason: string | null;
}

export interface AdminReviewPage {
  items: AdminReview[];
  next: string | null;
}

export interface ReviewPageInput {
  listingId: string;
  cursor?: string | undefined;
  limit?: number | undefined;
}

export interface WriteReviewInput {
  listingId: string;
  stars: number;
  words?: string | undefined;
}

export interface HideReviewInput {
  reviewId: string;
  /** All of it, or what the provider answered. */
  part: 'review' | 'answer';
  /** Its writer reads it. */
  reason: string;
}
