export { decideAppeal } from './appeals/decide-appeal.ts';
export { openAppeal } from './appeals/open-appeal.ts';
export {
  type AuditLogFinding,
  type AuditLogReport,
  type AuditRecord,
  auditLog,
  isSecondClick,
  recordAudit,
  verifyAuditLog,
} from './audit-log/index.ts';
export {
  type CatalogueDeps,
  catalogueView,
  dropEntry,
  type EntryInput,
  hideEntry,
  removeCloudPrice,
  renewCloudPrice,
  saveCloudPrice,
  saveHardware,
  saveModel,
} from './catalogue/index.ts';
export { type ChangeImagesDeps, proposeImage, reviewImage, revokeImage } from './change-images.ts';
export { announcePolicy, type ChangePolicyDeps, cancelPolicy } from './change-policy.ts';
export { type CheckListingsDeps, checkListings } from './checks/check-listings.ts';
export {
  askCanaryNow,
  type CanaryDeskDeps,
  clearSuspectedNode,
  retireCanaries,
  trustListing,
} from './decide-on-canaries.ts';
export { decideListing } from './decisions/decide-listing.ts';
export {
  answerDispute,
  askProvider,
  type DecideDeps,
  type DisputeDeps,
  decideDispute,
  disputeDetails,
  disputeOfJob,
  disputesForAdmin,
  disputesOfProvider,
  dropOldShown,
  lookAtDispute,
  myDisputes,
  type OpenDisputeDeps,
  openDispute,
  reportListing,
  type ShownDeps,
  shownSecretOf,
  withdrawShown,
} from './disputes/index.ts';
export { answerAdmin, ownerReview, standingOf } from './owner-review.ts';
export { type AppointAdminsDeps, appointAdmins } from './people/appoint-admins.ts';
export { banAccount } from './people/ban-account.ts';
export { changeRole } from './people/change-role.ts';
export { unbanAccount } from './people/lift-ban.ts';
export { people, person } from './people/person.ts';
export { reviewCase } from './review-case.ts';
export { listingsForAdmin, REVIEW_SLA_MS, reviewQueue } from './review-queue.ts';
export type * from './shapes.ts';
export { areTied } from './signals/signals.repo.ts';
export { adminWaiting } from './waiting.ts';
export { whoDecides } from './who-decides.ts';
