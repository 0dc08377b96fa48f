import type { Language } from '@spindle/shared';
import type { Texts } from '../../i18n/index.ts';
import type { PolicyNumber } from '../../lib/api/index.ts';
import { usd, whole } from '../../lib/format/index.ts';

const BASIS_POINTS_PER_PERCENT = 100;

/** Whether it is a number of the policy that this app has words for. */
export const isSetting = (name: string, { settings }: Texts['policy']): name is PolicyNumber['setting'] =>
  Object.hasOwn(settings, name);

/** A number of the policy with its unit: 500 basis points are "5 %". */
export function settingValue(
  setting: PolicyNumber['setting'],
  value: number,
  texts: Texts['policy'],
  language: Language,
): string {
  switch (setting) {
    case 'fee_basis_points':
      return `${(value / BASIS_POINTS_PER_PERCENT).toLocaleString(language)} %`;
    case 'verified_success_percent':
      return `${value} %`;
    case 'auto_approve':
      return texts.approvals[value] ?? String(value);
    case 'review_sla_hours':
      return texts.hours(value);
    case 'offline_minutes':
      return texts.minutes(value);
    case 'verified_answers':
      return whole(value, language);
    case 'price_floor_micro_usd':
    case 'price_ceiling_micro_usd':
      return usd(BigInt(value), language);
    case 'dispute_days':
    case 'verified_days':
      return texts.days(value);
  }
}
