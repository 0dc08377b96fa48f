export { askProvider, type DecideDeps, decideDispute } from './decide-dispute.ts';
export { disputeDetails, disputesForAdmin } from './dispute-details.ts';
export { countWaitingDisputes } from './disputes.repo.ts';
export { answerDispute, disputeOfJob, disputesOfProvider, myDisputes } from './my-disputes.ts';
export { type DisputeDeps, type OpenDisputeDeps, openDispute, reportListing } from './open-dispute.ts';
