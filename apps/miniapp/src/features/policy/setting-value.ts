import type { Language } from '@spindle/shared';
import type { Texts } from '../../i18n/index.ts';
import type { PolicyNumber } from '../../lib/api/index.ts';
import { coins, usd, whole } from '../../lib/format/index.ts';

const BASIS_POINTS_PER_PERCENT = 100;
const NANO_PER_MICRO_COIN = 1_000n;
const NANO_PER_MILLI_COIN = 1_000_000n;

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
    case 'gift_answers':
    case 'gift_answer_tokens':
    case 'gift_address_answers':
      return whole(value, language);
    case 'gift_answer_micro_coins':
      return coins(BigInt(value) * NANO_PER_MICRO_COIN, language);
    case 'gift_day_milli_coins':
      return coins(BigInt(value) * NANO_PER_MILLI_COIN, language);
    case 'buying_ios':
    case 'buying_android':
    case 'buying_desktop':
    case 'buying_web':
      return texts.switches[value] ?? String(value);
    case 'price_floor_micro_usd':
    case 'price_ceiling_micro_usd':
      return usd(BigInt(value), language);
    case 'dispute_days':
    case 'verified_days':
      return texts.days(value);
  }
}
