import {
  answerDispute,
  askProvider,
  type DecideDeps,
  decideDispute,
  disputeDetails,
  disputeOfJob,
  disputesForAdmin,
  disputesOfProvider,
  lookAtDispute,
  myDisputes,
  type OpenDisputeDeps,
  openDispute,
  reportListing,
  withdrawShown,
} from '../../modules/moderation/index.ts';
import type { DisputeServices } from './dispute-services.ts';

export const bindDisputeServices = (deps: DecideDeps & OpenDisputeDeps): DisputeServices => ({
  open: (actor, input) => openDispute(deps, actor, input),
  report: (actor, input) => reportListing(deps, actor, input),
  mine: (actor) => myDisputes(deps, actor),
  ofJob: (actor, input) => disputeOfJob(deps, actor, input),
  withdraw: (actor, input) => withdrawShown(deps, actor, input),
  ofProvider: (actor) => disputesOfProvider(deps, actor),
  answer: (actor, input) => answerDispute(deps, actor, input),
  all: (actor, input) => disputesForAdmin(deps, actor, input),
  details: (actor, input) => disputeDetails(deps, actor, input),
  look: (actor, input) => lookAtDispute(deps, actor, input),
  ask: (actor, { disputeId }) => askProvider(deps, actor, disputeId),
  decide: (actor, input) => decideDispute(deps, actor, input),
});
