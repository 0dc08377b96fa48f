import type { PersonView, Role } from '../accounts/shapes.ts';
import type { BadgeLoss } from '../canaries/shapes.ts';
import type { CatalogHardwareRow, CatalogModelRow, CloudPriceRow } from '../catalog/shapes.ts';
import type { ListingView, StateChangeView, StateEvidence } from '../listings/shapes.ts';
import type { AuditAction } from './audit-log/actions.ts';
import type { CheckResult } from './checks/check-result.ts';
import type { WhoDecides } from './who-decides.ts';

export * from './disputes/shapes.ts';
export type { WhoDecides } from './who-decides.ts';

// Types only: see the note in accounts/shapes.ts.

export { AUDIT_ACTIONS, type AuditAction } from './audit-log/actions.ts';
export type { CheckId, CheckOutcome, CheckResult } from './checks/check-result.ts';

export interface ReviewProvider {
  accountId: string;
  firstName: string;
  username: string | null;
  createdAt: number;
  /** How many listings this provider has made, this one included. */
  listings: number;
}

/** Something that waits for a person: a listing to review, one that the market took off by itself, or an appeal. */
export interface ReviewItem {
  kind: 'review' | 'spotted' | 'appeal';
  /** Null for the appeal of a banned account, as `provider`. */
  listing: ListingView | null;
  provider: ReviewProvider | null;
  checks: CheckResult[];
  appeal: AdminAppeal | null;
  /** Of the listing, or of the appeal. */
  whoDecides: WhoDecides;
  /** With an appeal against a lost badge: what was lost, why, and by which numbers. */
  loss: BadgeLoss | null;
  waitingSinceMs: number;
  /** How long it may take, counted from `waitingSinceMs`. */
  slaMs: number;
}

/** All that a decision on a listing needs. */
export interface ReviewCase {
  listing: ListingView;
  provider: ReviewProvider;
  checks: CheckResult[];
  signals: SignalView[];
  /** Latest first. */
  history: StateChangeView[];
  /** Of the listing; each appeal says its own. */
  whoDecides: WhoDecides;
  appeals: AdminAppeal[];
}

export interface DecideInput {
  listingId: string;
  decision: 'approve' | 'reject' | 'ask' | 'pause';
  /** Of `REASONS`; with free words alone it is `other`. */
  code?: string | undefined;
  reason?: string | undefined;
}

export type AppealAgainst = 'rejected' | 'paused' | 'account_banned' | 'badge_lost';
export type AppealState = 'open' | 'granted' | 'refused';

export interface AppealView {
  appealId: string;
  listingId: string | null;
  against: AppealAgainst;
  state: AppealState;
  words: string;
  /** Why it was answered as it was: by code, and in free words. */
  code: string | null;
  answer: string | null;
  openedAt: number;
  decidedAt: number | null;
}

export interface AdminAppeal extends AppealView {
  /** Who appeals. */
  accountId: string;
  whoDecides: WhoDecides;
}

export interface AppealInput {
  /** Null: against the ban of the account. */
  listingId: string | null;
  /** Against this loss of a badge, instead of how the listing stands. */
  lossId?: string | undefined;
  words: string;
}

export interface DecideAppealInput {
  appealId: string;
  decision: 'grant' | 'refuse';
  code?: string | undefined;
  reason?: string | undefined;
}

export interface AnswerInput {
  listingId: string;
  words: string;
}

/** What became of a listing, as its owner reads it. */
export interface OwnerReview {
  /** Latest first. */
  history: StateChangeView[];
  appeals: AppealView[];
  /** Whether the decision that stands now can be appealed against. */
  mayAppeal: boolean;
  /** Badges that the listing or its machines have lost, the last one first. */
  losses: (BadgeLoss & { mayAppeal: boolean })[];
}

export type Standing = Pick<OwnerReview, 'appeals' | 'mayAppeal'>;

/** What two accounts have in common. For a person to weigh; nothing follows by itself. */
export interface SignalView {
  kind: 'shared_machine' | 'shared_wallet' | 'shared_address';
  other: { accountId: string; name: string };
  evidence: StateEvidence;
}

export interface MoneyAtAGlance {
  depositedNano: bigint;
  heldNano: bigint;
  earnedNano: bigint;
  paidNano: bigint;
  /** In the last 30 days. */
  spent30Nano: bigint;
  earned30Nano: bigint;
  requests30: number;
}

export interface PersonCase {
  person: PersonView;
  listings: ListingView[];
  money: MoneyAtAGlance;
  signals: SignalView[];
  appeals: AdminAppeal[];
}

export interface BanInput {
  accountId: string;
  code?: string | undefined;
  reason?: string | undefined;
}

export interface ChangeRoleInput {
  accountId: string;
  role: Exclude<Role, 'buyer'>;
  has: boolean;
  reason: string;
}

export interface AuditItem {
  id: string;
  /** Its place in the chain, and its hash. */
  seq: number;
  hash: string;
  /** Null: the market itself. */
  actorName: string | null;
  action: string;
  /** The same, if it is one that this broker knows. */
  known: AuditAction | null;
  subject: string;
  /** What people call it now; null where it has no name, or is gone. */
  subjectName: string | null;
  /** The reason by code, and in free words. */
  code: string | null;
  reason: string | null;
  /** What it rests on, as JSON. */
  facts: string | null;
  atMs: number;
}

export interface AuditPageInput {
  cursor?: string | undefined;
  limit?: number | undefined;
  /** Only what was done to this: `listing:<id>`, `account:<id>`. */
  subject?: string | undefined;
}

export interface AuditPage {
  items: AuditItem[];
  next: string | null;
}

/** What waits for a person in one room of the admin page. */
export interface Waiting {
  waiting: number;
  /** Of these: longer than was promised. */
  late: number;
}

/** By room. Whoever adds a room where somebody may wait adds a line, and its count in `adminWaiting`. */
export interface AdminWaiting {
  review: Waiting;
  disputes: Waiting;
}

/** What may be sold and on what, and what clouds ask for the same. */
export interface CatalogueView {
  models: CatalogModelRow[];
  hardware: CatalogHardwareRow[];
  prices: CloudPriceRow[];
}
/** Whose new listings may go on the market without a person: nobody's, those of known providers, everybody's. */
export const AUTO_APPROVE = ['never', 'good_standing', 'always'] as const;
export type AutoApprove = (typeof AUTO_APPROVE)[number];
