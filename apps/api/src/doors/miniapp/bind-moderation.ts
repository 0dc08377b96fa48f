import { reconciliation } from '../../modules/audit/index.ts';
import * as moderation from '../../modules/moderation/index.ts';
import type { PeopleDeps } from './people-deps.ts';
import type { AdminServices, ReviewServices } from './services/moderation.ts';

/** Binds what admins do, and what providers say to it. */
export function bindModeration(deps: PeopleDeps): { admin: AdminServices; review: ReviewServices } {
  return {
    admin: {
      waiting: () => moderation.adminWaiting(deps),
      queue: (actor) => moderation.reviewQueue(deps, actor),
      case: (actor, input) => moderation.reviewCase(deps, actor, input),
      review: (actor, input) => moderation.decideListing(deps, actor, input),
      decideAppeal: (actor, input) => moderation.decideAppeal(deps, actor, input),
      listings: (_, input) => moderation.listingsForAdmin(deps, input),
      people: (_, input) => moderation.people(deps, input),
      person: (actor, input) => moderation.person(deps, actor, input),
      ban: (actor, input) => moderation.banAccount(deps, actor, input),
      unban: (actor, input) => moderation.unbanAccount(deps, actor, input),
      changeRole: (actor, input) => moderation.changeRole(deps, actor, input),
      audit: (_, input) => moderation.auditLog(deps, input),
      reconciliation: () => reconciliation(deps),
    },
    review: {
      listing: (actor, input) => moderation.ownerReview(deps, actor, input),
      answer: (actor, input) => moderation.answerAdmin(deps, actor, input),
      appeal: (actor, input) => moderation.openAppeal(deps, actor, input),
      standing: (actor) => moderation.standingOf(deps, actor),
    },
  };
}
