import { ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { APPEAL_SLA_MS } from './appeals/appeal-view.ts';
import { countWaitingDisputes } from './disputes/index.ts';
import { REVIEW_SLA_MS } from './review-queue.ts';
import type { AdminWaiting } from './shapes.ts';
import { countReviews } from './waiting.repo.ts';

/** How much waits for a person in each room of the admin page, and how much of it too long. */
export async function adminWaiting({
  db,
  clock,
  reviewMs = () => REVIEW_SLA_MS,
}: {
  db: Database;
  clock: Clock;
  reviewMs?: () => number;
}): Promise<Result<AdminWaiting>> {
  const promised = { reviewMs: reviewMs(), appealMs: APPEAL_SLA_MS };
  const review = await countReviews(db.pool, clock.nowMs(), promised);
  return ok({ review, disputes: await countWaitingDisputes(db.pool, clock.nowMs()) });
}
