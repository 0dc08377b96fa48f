import { fail, ok, type Result } from '@spindle/shared';
import type { Clock, Database } from '../../../platform/index.ts';
import { type BadgeRow, readBadge } from '../badges/badges.repo.ts';
import { readFacts } from '../badges/facts.repo.ts';
import { recordOf } from '../badges/track-record.ts';
import type { VerifiedRule } from '../badges/verified.ts';
import { readMeasurements } from '../measuring/measurements.repo.ts';
import type { ListingProof } from '../shapes.ts';
import { readListingDays } from './listing-days.repo.ts';
import { isShown, readPublicRuns } from './public-runs.repo.ts';

const MEASUREMENTS = 200;
const RUNS = 50;

/** What the market knows of a listing by itself: measurements, canaries, record and badge, for everybody to see. */
export async function proofOfListing(
  { db, clock, rule }: { db: Database; clock: Clock; rule: VerifiedRule },
  { listingId }: { listingId: string },
): Promise<Result<ListingProof, 'not_found'>> {
  if (!(await isShown(db.pool, listingId))) return fail('not_found', { what: 'listing' });
  const [[facts], badge, days, measurements, canaries] = await Promise.all([
    readFacts(db.pool, [listingId], clock.nowMs()),
    readBadge(db.pool, listingId),
    readListingDays(db.pool, listingId, clock.nowMs()),
    readMeasurements(db.pool, listingId, MEASUREMENTS),
    readPublicRuns(db.pool, listingId, RUNS),
  ]);
  if (!facts) return fail('not_found', { what: 'listing' });
  return ok({ badge: badge ?? notLooked(rule), record: recordOf(facts.record), days, measurements, canaries });
}

const notLooked = ({ days, answers }: VerifiedRule): BadgeRow => ({
  isVerified: false,
  code: 'not_measured',
  sinceMs: 0,
  evidence: { days: 0, daysNeeded: days, answers: 0, answersNeeded: answers },
});
