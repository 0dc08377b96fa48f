import type { Database } from '../../platform/index.ts';
import { namesOf } from '../accounts/index.ts';
import { findStateChanges } from './listing-states.repo.ts';
import { toState, toStateBy } from './listing-view.ts';
import type { StateChangeView } from './shapes.ts';
import { toEvidence } from './state-evidence.ts';

/**
 * Every state that a listing has been in, latest first, with what was said then.
 * @param sees `admin` reads who it was; the owner reads only that it was an admin.
 */
export async function stateHistory(
  deps: { db: Database },
  listingId: string,
  sees: 'owner' | 'admin',
): Promise<StateChangeView[]> {
  const rows = await findStateChanges(deps.db.prisma, listingId);
  const names =
    sees === 'admin'
      ? await namesOf(
          deps,
          rows.flatMap(({ actorId }) => actorId ?? []),
        )
      : new Map<string, string>();
  return rows.map(({ id, state, by, actorId, code, words, evidence, at }) => ({
    id: String(id),
    state: toState(state),
    by: toStateBy(by),
    actorName: (actorId && names.get(actorId)) || null,
    code,
    words,
    evidence: toEvidence(evidence),
    atMs: at.getTime(),
  }));
}
