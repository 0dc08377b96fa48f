export { askProvider, type DecideDeps, decideDispute } from './decide-dispute.ts';
export type { DisputeDeps } from './dispute-deps.ts';
export { disputeDetails, disputesForAdmin } from './dispute-details.ts';
export { countWaitingDisputes } from './disputes.repo.ts';
export { answerDispute, disputeOfJob, disputesOfProvider, myDisputes } from './my-disputes.ts';
export { type OpenDisputeDeps, openDispute, reportListing } from './open-dispute.ts';
export { dropOldShown, lookAtDispute, type ShownDeps, shownSecretOf, withdrawShown } from './shown/index.ts';
