import { type Clock, type Database, inTransaction, type ModuleLog } from '../../../platform/index.ts';
import type { OfferMemory } from '../../listings/index.ts';
import { makeDecision } from '../decisions/make-decision.ts';
import type { AutoApprove } from '../shapes.ts';
import { checkHardware } from './check-hardware.ts';
import type { CheckResult } from './check-result.ts';
import { checkSpeed } from './check-speed.ts';
import { spotFake } from './evidence.ts';
import { isInGoodStanding, nextToCheck, noteChecked, saveChecks } from './listing-checks.repo.ts';
import { type FactsOfListing, readFacts } from './listing-facts.repo.ts';
import type { ListingFacts } from './listing-facts.ts';
import { hasPassed, runChecks } from './run-checks.ts';

export interface CheckListingsDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  offerMemory: OfferMemory;
  autoApprove: AutoApprove;
}

const AT_ONCE = 200;
/** A live listing is looked at so often at most. */
const AGAIN_MS = 30_000;

/**
 * Clockwork: looks at listings that wait for review, and again and again at live ones. Approves what leaves nothing to a
 * person, where the deployment lets it; takes off the market what is not what it says. Safe to run in several brokers.
 */
export async function checkListings(deps: CheckListingsDeps): Promise<void> {
  const nowMs = deps.clock.nowMs();
  const due = await nextToCheck(deps.db.pool, nowMs - AGAIN_MS, AT_ONCE);
  const inState = (state: string) => due.filter((it) => it.state === state).map(({ listingId }) => listingId);
  const [waiting, live] = [inState('in_review'), inState('live')];
  for (const { facts } of await readFacts(deps.db.pool, waiting, nowMs, true)) await reviewOne(deps, facts);
  for (const found of await readFacts(deps.db.pool, live, nowMs, false)) await spotOne(deps, found);
  await noteChecked(deps.db.pool, [...waiting, ...live], nowMs);
}

async function reviewOne(deps: CheckListingsDeps, facts: ListingFacts): Promise<void> {
  const results = runChecks(facts);
  await keep(deps, facts, results);
  if (!hasPassed(results) || !(await mayApprove(deps, facts.accountId))) return;
  const evidence = { checks: results.length };
  await decideByItself(deps, 'approve', { listingId: facts.listingId, code: 'checks_passed', evidence });
}

async function spotOne(deps: CheckListingsDeps, { facts, waived }: FactsOfListing): Promise<void> {
  const results = [...checkHardware(facts), checkSpeed(facts)];
  await keep(deps, facts, results);
  const fake = spotFake(results, waived);
  if (fake) await decideByItself(deps, 'spot', { listingId: facts.listingId, ...fake });
}

const keep = ({ db, clock }: CheckListingsDeps, { listingId }: ListingFacts, results: readonly CheckResult[]) =>
  saveChecks(db.pool, listingId, results, clock.nowMs());

async function mayApprove({ db, clock, autoApprove }: CheckListingsDeps, accountId: string): Promise<boolean> {
  if (autoApprove === 'always') return true;
  return autoApprove === 'good_standing' && (await isInGoodStanding(db.pool, accountId, clock.nowMs()));
}

type OwnDecision = { listingId: string; code: string; evidence: Readonly<Record<string, string | number>> };

/** Of several brokers that come to the same, one decides; so does an admin who was quicker. */
async function decideByItself(
  { db, clock, log, offerMemory }: CheckListingsDeps,
  decision: 'approve' | 'spot',
  { listingId, code, evidence }: OwnDecision,
): Promise<void> {
  const change = { listingId, code, evidence, by: 'market' as const, actorId: null, words: null };
  const made = await inTransaction(db.pool, (sql) => makeDecision(sql, decision, { ...change, atMs: clock.nowMs() }));
  if (!made.ok) return;
  offerMemory.clear();
  log.info({ listingId, decision, code }, 'the market decided on a listing by itself');
}

/** All checks of one listing, now, kept; none for a listing that does not exist. */
export async function checkNow(
  { db, clock }: { db: Database; clock: Clock },
  listingId: string,
): Promise<CheckResult[]> {
  const [found] = await readFacts(db.pool, [listingId], clock.nowMs(), true);
  if (!found) return [];
  const results = runChecks(found.facts);
  await saveChecks(db.pool, listingId, results, clock.nowMs());
  return results;
}
