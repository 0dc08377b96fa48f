import { expect, it } from 'vitest';
import { POLICY_SETTINGS, type PolicySetting } from './modules/policy/index.ts';
import {
  autoApproveRule,
  buyingRule,
  disputeMs,
  giftRule,
  offlineMs,
  priceLimits,
  reviewMs,
  verifiedRule,
} from './policy-rules.ts';

const policyOf = (numbers: Partial<Record<PolicySetting, number>>) => ({
  valueOf: (setting: PolicySetting) => numbers[setting] ?? 0,
});

it('turns what is in force into what the modules go by', () => {
  const policy = policyOf({ review_sla_hours: 12, offline_minutes: 5, verified_days: 9, verified_answers: 300 });
  expect(reviewMs(policy)).toBe(12 * 3600_000);
  expect(offlineMs(policy)).toBe(300_000);
  expect(verifiedRule(policy)).toEqual({ days: 9, answers: 300, successPercent: 0 });
});

it.each([
  [0, 'never'],
  [1, 'good_standing'],
  [2, 'always'],
  [9, 'never'],
])('auto approval %i is %s', (auto_approve, rule) => expect(autoApproveRule(policyOf({ auto_approve }))).toBe(rule));

it('has no number that nobody goes by', () => {
  const asked = new Set<string>(['fee_basis_points']);
  const policy = { valueOf: (setting: PolicySetting) => Number(asked.add(setting).size) };
  for (const rule of [autoApproveRule, buyingRule, giftRule, offlineMs, priceLimits, reviewMs, verifiedRule])
    rule(policy);
  disputeMs({ valueAt: policy.valueOf }, 0);
  expect([...asked].toSorted()).toEqual([...POLICY_SETTINGS].toSorted());
});
