import type { Result } from '@spindle/shared';
import type * as accounts from '../../../modules/accounts/shapes.ts';
import type * as audits from '../../../modules/audit/shapes.ts';
import type * as listings from '../../../modules/listings/shapes.ts';
import type * as moderation from '../../../modules/moderation/shapes.ts';

type Actor = accounts.Actor;
type Answer<Value> = Promise<Result<Value>>;

/** What admins do. */
export interface AdminServices {
  waiting(actor: Actor): Answer<moderation.AdminWaiting>;
  queue(actor: Actor): Answer<moderation.ReviewItem[]>;
  case(actor: Actor, input: { listingId: string }): Answer<moderation.ReviewCase>;
  review(actor: Actor, input: moderation.DecideInput): Answer<listings.ListingView>;
  decideAppeal(actor: Actor, input: moderation.DecideAppealInput): Answer<moderation.AppealView>;
  listings(actor: Actor, input: { state?: listings.ListingState | undefined }): Answer<listings.ListingView[]>;
  people(actor: Actor, input: { search?: string | undefined }): Answer<accounts.PersonView[]>;
  person(actor: Actor, input: { accountId: string }): Answer<moderation.PersonCase>;
  ban(actor: Actor, input: moderation.BanInput): Answer<null>;
  unban(actor: Actor, input: moderation.BanInput): Answer<null>;
  changeRole(actor: Actor, input: moderation.ChangeRoleInput): Answer<null>;
  audit(actor: Actor, input: moderation.AuditPageInput): Answer<moderation.AuditPage>;
  reconciliation(actor: Actor): Answer<audits.ReconciliationView>;
}

/** What providers are told of decisions, and what they can say against them. */
export interface ReviewServices {
  listing(actor: Actor, input: { listingId: string }): Answer<moderation.OwnerReview>;
  answer(actor: Actor, input: moderation.AnswerInput): Answer<listings.ListingView>;
  appeal(actor: Actor, input: moderation.AppealInput): Answer<moderation.AppealView>;
  standing(actor: Actor): Answer<moderation.Standing>;
}
