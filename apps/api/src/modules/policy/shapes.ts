// Types only: see the note in accounts/shapes.ts.

export const POLICY_SETTINGS = [
  'fee_basis_points',
  'review_sla_hours',
  'verified_days',
  'verified_answers',
  'verified_success_percent',
  'auto_approve',
  'offline_minutes',
  'price_floor_micro_usd',
  'price_ceiling_micro_usd',
  'dispute_days',
  'gift_answers',
  'gift_answer_tokens',
  'gift_answer_micro_coins',
  'gift_address_answers',
  'gift_day_milli_coins',
  'buying_ios',
  'buying_android',
  'buying_desktop',
  'buying_web',
] as const;

/** A number of the market's policy. */
export type PolicySetting = (typeof POLICY_SETTINGS)[number];

/** One line of the changelog. */
export interface PolicyChange {
  changeId: string;
  setting: PolicySetting;
  value: number;
  /** What held until then. Null for the first value. */
  before: number | null;
  effectiveFromMs: number;
  announcedAtMs: number;
  /** Taken back before it came into force. */
  cancelledAtMs: number | null;
  /** Why, for everybody, in both languages. Null for the first value. */
  note: { en: string; ru: string } | null;
}

export interface PolicyNumber {
  setting: PolicySetting;
  value: number;
  sinceMs: number;
  low: number;
  high: number;
  daysToRaise: number;
  daysToLower: number;
  /** What it will be, soonest first. */
  planned: { changeId: string; value: number; effectiveFromMs: number }[];
}

/** What holds, and how it came to hold, for everybody to read. */
export interface PolicyView {
  numbers: PolicyNumber[];
  /** Newest first. */
  changes: PolicyChange[];
}

export interface AnnounceInput {
  setting: PolicySetting;
  value: number;
  /** Null: as soon as the days of notice allow. */
  effectiveFromMs: number | null;
  note: { en: string; ru: string };
}

/** Where the Mini App runs, as far as rules about selling differ. */
export const BUYING_PLATFORMS = ['ios', 'android', 'desktop', 'web'] as const;
export type BuyingPlatform = (typeof BUYING_PLATFORMS)[number];
