import type { MarketEvent } from '../../platform/index.ts';
import type { NoticeKind } from './shapes.ts';

/** Who hears of what is told to no single account. */
export type Audience = 'account' | 'everybody' | 'provider' | 'admin';

export interface KindRule {
  /** Of events without an account. */
  audience: Exclude<Audience, 'account'>;
  /** Many within an hour are one notice that counts them. */
  folds: boolean;
  /** What decides on somebody's rights is always told. */
  canMute: boolean;
}

const own: KindRule = { audience: 'admin', folds: false, canMute: true };
const many: KindRule = { ...own, folds: true };
const always: KindRule = { ...own, canMute: false };

export const KIND_RULES: Record<NoticeKind, KindRule> = {
  listing_decided: always,
  listing_asked: always,
  listing_answered: many,
  appeal_opened: many,
  appeal_decided: always,
  account_banned: always,
  account_unbanned: always,
  node_offline: many,
  node_back: many,
  badge_lost: many,
  badge_won: many,
  payout_done: own,
  payout_waiting: many,
  price_far_from_market: many,
  maintenance_planned: many,
  maintenance_began: many,
  maintenance_ended: many,
  balance_low: own,
  dispute_opened: always,
  dispute_decided: always,
  review_written: many,
  review_answered: own,
  review_decided: always,
  policy_announced: { ...own, audience: 'everybody' },
};

/** Numbers of the policy that buyers meet as well; the others concern those who sell. */
const FOR_EVERYBODY = new Set(['fee_basis_points', 'price_floor_micro_usd', 'price_ceiling_micro_usd', 'dispute_days']);

export function audienceOf(event: MarketEvent): Audience {
  if (event.accountId !== null) return 'account';
  // What the market gives away and where its app sells changes nothing for who has work or a deposit here.
  if (event.kind === 'policy_announced' && /^(gift|buying)_/.test(event.facts.setting)) return 'admin';
  if (event.kind === 'policy_announced' && !FOR_EVERYBODY.has(event.facts.setting)) return 'provider';
  return KIND_RULES[event.kind].audience;
}

/** Something that happened once is told once, however often it is heard of. */
export function keyOf(event: MarketEvent, eventId: bigint): string {
  switch (event.kind) {
    case 'node_offline':
      return `${event.facts.nodeId}:${event.facts.sinceMs}`;
    case 'maintenance_planned':
    case 'maintenance_began':
    case 'maintenance_ended':
      return `${event.kind}:${event.facts.windowId}`;
    case 'payout_done':
      return `payout_done:${event.facts.payoutId}`;
    case 'dispute_opened':
    case 'dispute_decided':
      return `${event.kind}:${event.facts.disputeId}:${event.facts.side}`;
    default:
      return String(eventId);
  }
}

/** The screen of the Mini App that a notice opens. */
export function hrefOf(event: MarketEvent): string | null {
  switch (event.kind) {
    case 'account_banned':
      return null;
    case 'listing_answered':
    case 'appeal_opened':
      return '/admin/review';
    case 'account_unbanned':
    case 'payout_done':
    case 'payout_waiting':
      return '/earn';
    case 'balance_low':
      return '/wallet';
    case 'dispute_opened':
    case 'dispute_decided':
      return `/disputes?dispute=${event.facts.disputeId}`;
    case 'review_written':
    case 'review_answered':
    case 'review_decided':
      return `/listings/${event.facts.listingId}?reviews=1`;
    case 'policy_announced':
      return '/policy';
    case 'appeal_decided':
      return event.facts.listingId === null ? '/earn' : `/earn/${event.facts.listingId}`;
    default:
      return `/earn/${event.facts.listingId}`;
  }
}
