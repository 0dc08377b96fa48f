import type { Texts } from '../../i18n/index.ts';
import type { PolicyNumber } from '../../lib/api/index.ts';

const BASIS_POINTS_PER_PERCENT = 100;

/** A number of the policy with its unit: 500 basis points are "5 %". */
export function settingValue(setting: PolicyNumber['setting'], value: number, texts: Texts['policy']): string {
  switch (setting) {
    case 'fee_basis_points':
      return `${value / BASIS_POINTS_PER_PERCENT} %`;
    case 'verified_success_percent':
      return `${value} %`;
    case 'auto_approve':
      return texts.approvals[value] ?? String(value);
    case 'review_sla_hours':
      return texts.hours(value);
    case 'offline_minutes':
      return texts.minutes(value);
    case 'verified_answers':
      return String(value);
    case 'verified_days':
      return texts.days(value);
  }
}
