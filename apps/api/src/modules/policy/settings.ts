import type { PolicySetting } from './shapes.ts';

/** How a number of the policy may change. Days of notice are promised to people: they stand in the public policy. */
export interface SettingRule {
  low: number;
  high: number;
  /** How many days ahead more and less of it must be announced. 0: it takes effect within a minute. */
  daysToRaise: number;
  daysToLower: number;
  /** Until somebody has changed it. The fee's comes from `FEE_BASIS_POINTS`. */
  initial: number;
}

/**
 * Every number that the market's policy consists of. What makes something dearer, slower or harder for people is announced
 * ahead; what makes it easier may begin at once.
 */
export const POLICY_RULES: Record<PolicySetting, SettingRule> = {
  /** Of what a provider earns: 500 is 5 %. */
  fee_basis_points: { low: 0, high: 5_000, daysToRaise: 7, daysToLower: 0, initial: 500 },
  review_sla_hours: { low: 1, high: 168, daysToRaise: 1, daysToLower: 0, initial: 24 },
  /** How many days a record must have for the verified tier. */
  verified_days: { low: 1, high: 90, daysToRaise: 7, daysToLower: 0, initial: 7 },
  /** 1: listings whose automatic checks are all good go live without a person. */
  auto_approve: { low: 0, high: 1, daysToRaise: 0, daysToLower: 0, initial: 0 },
  /** A price so many percent of the market's median is warned of, and refused. */
  price_warn_percent: { low: 110, high: 10_000, daysToRaise: 0, daysToLower: 3, initial: 200 },
  price_refuse_percent: { low: 200, high: 100_000, daysToRaise: 0, daysToLower: 7, initial: 2_000 },
  /** How long after an answer a dispute may be opened. */
  dispute_days: { low: 1, high: 90, daysToRaise: 0, daysToLower: 7, initial: 14 },
  /** A machine is told to be away after so many minutes, so that a restart is no news. */
  offline_minutes: { low: 1, high: 120, daysToRaise: 0, daysToLower: 0, initial: 5 },
};
