import type { Config } from './config/index.ts';
import type { VerifiedRule } from './modules/canaries/index.ts';
import type { PriceLimits } from './modules/listings/index.ts';
import { AUTO_APPROVE, type AutoApprove } from './modules/moderation/shapes.ts';
import type { Policy, PolicySetting } from './modules/policy/index.ts';
import type { BuyingPlatform } from './modules/policy/shapes.ts';
import type { GiftRule } from './modules/promotions/index.ts';

/** The numbers that a deployment begins with: from then on admins announce others, and these count no more. */
export const firstPolicy = (config: Config): Partial<Record<PolicySetting, number>> => ({
  fee_basis_points: config.feeBasisPoints,
  verified_days: config.verified.days,
  verified_answers: config.verified.answers,
  verified_success_percent: config.verified.successPercent,
  auto_approve: AUTO_APPROVE.indexOf(config.autoApprove),
});

type Numbers = Pick<Policy, 'valueOf'>;

/** What the verified tier asks for now. */
export const verifiedRule = (policy: Numbers): VerifiedRule => ({
  days: policy.valueOf('verified_days'),
  answers: policy.valueOf('verified_answers'),
  successPercent: policy.valueOf('verified_success_percent'),
});

/** Whose listings need no person now. */
export const autoApproveRule = (policy: Numbers): AutoApprove =>
  AUTO_APPROVE[policy.valueOf('auto_approve')] ?? 'never';

const HOUR_MS = 3600_000;
const MINUTE_MS = 60_000;

/** How long a provider waits for a person at most. */
export const reviewMs = (policy: Numbers): number => policy.valueOf('review_sla_hours') * HOUR_MS;

const DAY_MS = 24 * HOUR_MS;

/** What a price may be that is written now. */
export const priceLimits = (policy: Numbers): PriceLimits => ({
  minMicroUsd: BigInt(policy.valueOf('price_floor_micro_usd')),
  maxMicroUsd: BigInt(policy.valueOf('price_ceiling_micro_usd')),
});

/** How long an answer of a time can be disputed: what held when it was given. */
export const disputeMs = (policy: Pick<Policy, 'valueAt'>, answeredAtMs: number): number =>
  policy.valueAt('dispute_days', answeredAtMs) * DAY_MS;

/** How long a machine may be away before its owner is told. */
export const offlineMs = (policy: Numbers): number => policy.valueOf('offline_minutes') * MINUTE_MS;

const NANO_PER_MICRO_COIN = 1_000n;
const NANO_PER_MILLI_COIN = 1_000_000n;

/** What the market gives away now. */
export const giftRule = (policy: Numbers): GiftRule => ({
  answers: policy.valueOf('gift_answers'),
  answerTokens: policy.valueOf('gift_answer_tokens'),
  mostNano: BigInt(policy.valueOf('gift_answer_micro_coins')) * NANO_PER_MICRO_COIN,
  addressAnswers: policy.valueOf('gift_address_answers'),
  dayNano: BigInt(policy.valueOf('gift_day_milli_coins')) * NANO_PER_MILLI_COIN,
});

/** Where the Mini App may sell now. */
export const buyingRule = (policy: Numbers): Record<BuyingPlatform, boolean> => ({
  ios: policy.valueOf('buying_ios') === 1,
  android: policy.valueOf('buying_android') === 1,
  desktop: policy.valueOf('buying_desktop') === 1,
  web: policy.valueOf('buying_web') === 1,
});
