import { ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { countWaiting } from '../listings/index.ts';
import { REVIEW_SLA_MS } from './review-queue.ts';
import type { AdminWaiting } from './shapes.ts';

/** How much waits for a person in each room of the admin page, and how much of it too long. */
export async function adminWaiting({ db, clock }: { db: Database; clock: Clock }): Promise<Result<AdminWaiting>> {
  const review = await countWaiting(db.prisma, clock.nowMs() - REVIEW_SLA_MS);
  return ok({ review });
}
