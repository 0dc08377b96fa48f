import { type Clock, type Database, inTransaction, recordEvent } from '../../../platform/index.ts';
import { speedBounds } from '../../catalog/index.ts';
import { type Plausibility, plausibilityOf } from '../measuring/plausible-speed.ts';
import { endLosses, insertLoss } from './badge-losses.repo.ts';
import { saveBadge } from './badges.repo.ts';
import { type ListingFacts, readDueListings, readFacts } from './facts.repo.ts';
import { type BadgeVerdict, judgeVerified, type VerifiedRule } from './verified.ts';

export interface BadgeDeps {
  db: Database;
  clock: Clock;
  rule: VerifiedRule;
}

const LOOK_EVERY_MS = 60_000;
const AT_ONCE = 200;

/**
 * Clockwork: looks at each listing again about once a minute, and gives or takes the badge of the verified tier by the
 * published rule alone. The owner hears of each change, with the code. @returns listings whose tier has changed.
 */
export async function keepBadges({ db, clock, rule }: BadgeDeps): Promise<string[]> {
  const nowMs = clock.nowMs();
  const due = await readDueListings(db.pool, nowMs - LOOK_EVERY_MS, AT_ONCE);
  if (due.length === 0) return [];
  const changed: string[] = [];
  for (const facts of await readFacts(db.pool, due, nowMs)) {
    if (await settle(db, facts, badgeOf(facts, rule), nowMs)) changed.push(facts.listingId);
  }
  return changed;
}

/** What the rule says of these facts. */
export function badgeOf({ verified, record, tier, speeds }: ListingFacts, rule: VerifiedRule): BadgeVerdict {
  const { answers, failures, measurements } = record;
  const plausibility = measurements === 0 ? null : worstOf(speeds.map(plausibilityOf));
  const isVerifiedNow = tier === 'verified';
  const verdict = judgeVerified({ ...verified, answers, failures, plausibility, isVerifiedNow }, rule);
  return verdict.code === 'speed_implausible' ? withSpeed(verdict, speeds) : verdict;
}

/** With a speed that can't be, and what can. */
function withSpeed(verdict: BadgeVerdict, speeds: ListingFacts['speeds']): BadgeVerdict {
  const odd = speeds.find((speed) => ['too_fast', 'too_slow'].includes(plausibilityOf(speed)));
  const bounds = odd && speedBounds({ ...odd, activeB: [odd.activeB] });
  if (!bounds) return verdict;
  const evidence = { tokensPerSecond: odd.tokensPerSecond, leastPossible: bounds.least, mostPossible: bounds.most };
  return { ...verdict, evidence: { ...verdict.evidence, ...evidence } };
}

/** The median decides: one hour in which a machine was slow says nothing of what it is. */
function worstOf(all: readonly Plausibility[]): Plausibility {
  const half = all.length / 2;
  for (const bad of ['too_fast', 'too_slow'] as const) if (all.filter((it) => it === bad).length > half) return bad;
  return all.some((it) => it === 'plausible') ? 'plausible' : 'unknown';
}

async function settle(
  db: Database,
  { listingId, accountId, tier }: ListingFacts,
  verdict: BadgeVerdict,
  nowMs: number,
): Promise<boolean> {
  return inTransaction(db.pool, async (sql) => {
    const isNews = await saveBadge(sql, listingId, tier, verdict, nowMs);
    if (!isNews) return false;
    const { isVerified, code, evidence } = verdict;
    if (isVerified) await endLosses(sql, { listingId }, nowMs);
    else await insertLoss(sql, { listingId, nodeId: null, badge: 'verified', code, evidence }, nowMs);
    const kind = isVerified ? 'badge_won' : 'badge_lost';
    const facts = { listingId, badge: 'verified', code };
    await recordEvent(sql, { kind, accountId, subject: `listing:${listingId}`, facts }, nowMs);
    return true;
  });
}
