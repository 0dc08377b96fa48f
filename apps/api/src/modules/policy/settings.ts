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
  /** What the verified tier asks for: days of record, good answers, and the share of them in percent. */
  verified_days: { low: 0, high: 30, daysToRaise: 7, daysToLower: 0, initial: 7 },
  verified_answers: { low: 0, high: 1_000_000, daysToRaise: 7, daysToLower: 0, initial: 200 },
  verified_success_percent: { low: 50, high: 100, daysToRaise: 7, daysToLower: 0, initial: 97 },
  /** Whose listings go live without a person when nothing is left to weigh: 0 nobody's, 1 of known providers, 2 all. */
  auto_approve: { low: 0, high: 2, daysToRaise: 0, daysToLower: 0, initial: 1 },
  /** A machine is told to be away after so many minutes, so that a restart is no news. */
  offline_minutes: { low: 1, high: 120, daysToRaise: 0, daysToLower: 0, initial: 5 },
  /**
   * Between these lies every price for 1M tokens that is written from then on. At first from a tenth of a cent to a thousand
   * dollars: the cheapest small model that anyone sells costs ten times the lower limit, the dearest frontier model a fifth of
   * the upper one. What lies outside is a slip of the finger.
   */
  price_floor_micro_usd: { low: 1, high: 1_000_000, daysToRaise: 7, daysToLower: 0, initial: 1_000 },
  price_ceiling_micro_usd: {
    low: 10_000_000,
    high: 2_000_000_000,
    daysToRaise: 0,
    daysToLower: 7,
    initial: 1_000_000_000,
  },
  /** An answer can be disputed for as many days as held when it was given. */
  dispute_days: { low: 7, high: 90, daysToRaise: 7, daysToLower: 7, initial: 30 },
  /**
   * Answers that the market pays for: how many a person has in all, how long and dear one may be (millionths of a coin), how
   * many one address has a day, and what all of them together may cost a day (thousandths of a coin). 0 ends them.
   */
  gift_answers: { low: 0, high: 3, daysToRaise: 0, daysToLower: 0, initial: 1 },
  gift_answer_tokens: { low: 16, high: 1_024, daysToRaise: 0, daysToLower: 0, initial: 256 },
  gift_answer_micro_coins: { low: 0, high: 100_000, daysToRaise: 0, daysToLower: 0, initial: 2_000 },
  gift_address_answers: { low: 1, high: 1_000, daysToRaise: 0, daysToLower: 0, initial: 20 },
  gift_day_milli_coins: { low: 0, high: 1_000_000, daysToRaise: 0, daysToLower: 0, initial: 1_000 },
  /** Whether the Mini App sells, by where it runs: 0 off, 1 on. Rules of a platform may ask for it at once. */
  buying_ios: { low: 0, high: 1, daysToRaise: 0, daysToLower: 0, initial: 1 },
  buying_android: { low: 0, high: 1, daysToRaise: 0, daysToLower: 0, initial: 1 },
  buying_desktop: { low: 0, high: 1, daysToRaise: 0, daysToLower: 0, initial: 1 },
  buying_web: { low: 0, high: 1, daysToRaise: 0, daysToLower: 0, initial: 1 },
};
