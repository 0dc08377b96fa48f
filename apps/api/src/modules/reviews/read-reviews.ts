import { fail, ok, type Result } from '@spindle/shared';
import { type Actor, readAdmins } from '../accounts/index.ts';
import { mayReview } from './may-review.ts';
import { toAdmins, toOwn, toProviders, toShown } from './review-views.ts';
import { findReview, findReviewed, readForAdmin, readShown, readSpread } from './reviews.repo.ts';
import {
  type AdminReviewPage,
  type ProviderReview,
  type ReviewPage,
  type ReviewPageInput,
  type ReviewRights,
  STARS,
} from './shapes.ts';
import type { ReviewDeps } from './write-review.ts';

const PAGE = 20;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PLACE = /^(\d{1,15})_([0-9a-f-]{36})$/;

/** What buyers say of a listing, newest first, and how many gave how many stars. Refusals: `not_found`, `invalid_input` for a cursor of nobody's making. */
export async function reviewsOf(
  { db }: Pick<ReviewDeps, 'db'>,
  { listingId, cursor, limit = PAGE }: ReviewPageInput,
): Promise<Result<ReviewPage>> {
  if (cursor !== undefined && !ID.test(cursor)) return badCursor();
  const listing = await findReviewed(db.pool, listingId);
  if (!listing) return fail('not_found', { what: 'listing' });
  const [rows, spread] = await Promise.all([
    readShown(db.pool, listingId, cursor ?? null, limit + 1),
    readSpread(db.pool, listingId),
  ]);
  const items = rows.slice(0, limit).map(toShown);
  const next = rows.length > limit ? (items.at(-1)?.reviewId ?? null) : null;
  const { count, stars } = listing;
  return ok({ count, stars, spread: STARS.map((each) => spread.get(each) ?? 0), items, next });
}

/** This person's own review of a listing, hidden or not, and whether they may write. Refusal: `not_found`. */
export async function reviewRights(
  { db, clock }: ReviewDeps,
  { accountId }: Actor,
  { listingId }: { listingId: string },
): Promise<Result<ReviewRights>> {
  const mine = await findReview(db.pool, { listingId, accountId });
  const may = await mayReview(db.pool, accountId, listingId, clock.nowMs(), mine !== null);
  if (!may.ok && may.fault.code === 'not_found') return may;
  return ok({
    mine: mine && toOwn(mine),
    refusal: may.ok ? null : { code: may.fault.code, facts: may.fault.facts ?? {} },
    isProvider: !may.ok && may.fault.code === 'review_own',
  });
}

/** The same page for the listing's provider, with which of them can be answered. Refusals: as of `reviewsOf`; others' listings are `not_found`. */
export async function reviewsForProvider(
  { db }: Pick<ReviewDeps, 'db'>,
  { accountId }: Actor,
  { listingId }: { listingId: string },
): Promise<Result<ProviderReview[]>> {
  const listing = await findReviewed(db.pool, listingId);
  if (listing?.providerId !== accountId) return fail('not_found', { what: 'listing' });
  const rows = await readShown(db.pool, listingId, null, MOST_OF_PROVIDER);
  return ok(rows.map(toProviders));
}

const MOST_OF_PROVIDER = 100;

/** For admins: what is shown, or what is hidden; what was written or changed last on top. Refusal: `invalid_input`. */
export async function reviewsForAdmin(
  { db }: Pick<ReviewDeps, 'db'>,
  actor: Actor,
  { isHidden, cursor, limit = PAGE }: { isHidden: boolean; cursor?: string | undefined; limit?: number | undefined },
): Promise<Result<AdminReviewPage>> {
  const [, changed, id] = PLACE.exec(cursor ?? '') ?? [];
  if (cursor !== undefined && !(changed && id && ID.test(id))) return badCursor();
  const before = changed && id ? { changedMs: Number(changed), id } : null;
  const [rows, admins] = await Promise.all([readForAdmin(db.pool, isHidden, before, limit + 1), readAdmins(db.pool)]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? `${last.changed_at.getTime()}_${last.id}` : null;
  return ok({ items: page.map((row) => toAdmins(row, admins, actor.accountId)), next });
}

const badCursor = () => fail('invalid_input', { field: 'cursor', hint: 'Take it from the page before.' });
