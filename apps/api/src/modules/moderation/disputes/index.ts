export { askProvider, type DecideDeps, decideDispute } from './decide-dispute.ts';
export { disputeDetails, disputesForAdmin } from './dispute-details.ts';
export { countWaitingDisputes } from './disputes.repo.ts';
export { answerDispute, disputesOfProvider, myDisputes } from './my-disputes.ts';
export { type DisputeDeps, openDispute, reportListing } from './open-dispute.ts';
