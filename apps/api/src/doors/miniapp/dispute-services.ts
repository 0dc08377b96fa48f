import type { Result } from '@spindle/shared';
import type { Actor } from '../../modules/accounts/shapes.ts';
import type * as moderation from '../../modules/moderation/shapes.ts';

type Answer<Value> = Promise<Result<Value>>;

/** Disputes about answers and reports of listings: of who opens them, of who earned it, of who decides. */
export interface DisputeServices {
  open(actor: Actor, input: moderation.OpenDisputeInput): Answer<moderation.DisputeView>;
  report(actor: Actor, input: moderation.ReportListingInput): Answer<moderation.DisputeView>;
  mine(actor: Actor): Answer<moderation.DisputeView[]>;
  ofJob(actor: Actor, input: { jobId: string }): Answer<moderation.DisputeView | null>;
  withdraw(actor: Actor, input: { disputeId: string }): Answer<moderation.DisputeView>;
  ofProvider(actor: Actor): Answer<moderation.ProviderDispute[]>;
  answer(actor: Actor, input: { disputeId: string; words: string }): Answer<moderation.ProviderDispute>;
  all(actor: Actor, input: { isOpen: boolean }): Answer<moderation.AdminDispute[]>;
  details(actor: Actor, input: { disputeId: string }): Answer<moderation.DisputeDetails>;
  look(actor: Actor, input: { disputeId: string }): Answer<moderation.ShownFile>;
  ask(actor: Actor, input: { disputeId: string }): Answer<moderation.AdminDispute>;
  decide(actor: Actor, input: moderation.DecideDisputeInput): Answer<moderation.AdminDispute>;
}
