import { fail, ok, type Result } from '@spindle/shared';
import { type Actor, findPerson, type PersonView, readAdmins, searchPeople } from '../../accounts/index.ts';
import { allListings, type ListingViewDeps } from '../../listings/index.ts';
import { findAppeals } from '../appeals/appeals.repo.ts';
import { toAdminAppeal } from '../appeals/who-answers.ts';
import type { PersonCase } from '../shapes.ts';
import { signalsOf } from '../signals/signals-of.ts';
import { readMoney } from './people.repo.ts';

const MOST = 50;

/** People by name, username, id, Telegram id or wallet; the newest without words. */
export const people = async (
  { db }: ListingViewDeps,
  { search = '' }: { search?: string | undefined },
): Promise<Result<PersonView[]>> => ok(await searchPeople(db.pool, search.trim(), MOST));

/** One person as an admin sees them: roles, listings, money at a glance, what they share with others. No requests. */
export async function person(
  deps: ListingViewDeps,
  actor: Actor,
  { accountId }: { accountId: string },
): Promise<Result<PersonCase>> {
  const found = await findPerson(deps.db.pool, accountId);
  if (!found) return fail('not_found', { what: 'account' });
  const [listings, money, signals, appeals, admins] = await Promise.all([
    allListings(deps, { accountId }, 'newest'),
    readMoney(deps.db.pool, accountId, deps.clock.nowMs()),
    signalsOf(deps, accountId),
    findAppeals(deps.db.prisma, { accountId }),
    readAdmins(deps.db.pool),
  ]);
  return ok({
    person: found,
    listings: listings.map(({ view }) => view),
    ...{ money, signals, appeals: appeals.map((row) => toAdminAppeal(row, admins, actor.accountId)) },
  });
}
