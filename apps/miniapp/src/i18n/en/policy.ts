import { countEn } from '../count.ts';

export const policy = {
  title: 'Fees and policy',
  lead: 'What the market promises to keep to, and every change of it.',
  now: 'What holds now',
  since: (time: string) => `since ${time}`,
  planned: (value: string, time: string) => `${value} from ${time}`,
  notice: (days: number) =>
    days === 0
      ? 'May be raised at once'
      : `Raised only after ${countEn(days, { one: '# day', other: '# days' })} of notice`,
  noticeLower: (days: number) =>
    days === 0
      ? 'May be lowered at once'
      : `Lowered only after ${countEn(days, { one: '# day', other: '# days' })} of notice`,
  changes: 'Changelog',
  changesNote: 'Nothing leaves this list. A change that was taken back before it held stays in it.',
  first: 'First value',
  from: (time: string) => `holds from ${time}`,
  announced: (time: string) => `announced ${time}`,
  cancelled: 'taken back',
  machine: 'The same as JSON: GET /v1/policy',
  approvals: ['for nobody', 'for known owners', 'for everybody'],
  settings: {
    fee_basis_points: { name: 'Fee', about: 'Of what a provider earns; inside the price that buyers see' },
    review_sla_hours: { name: 'Time for a review', about: 'A provider hears from us within' },
    verified_days: { name: 'Record for «verified»', about: 'Days that a listing must have run well' },
    verified_answers: { name: 'Answers for «verified»', about: 'Good ones, within the last 30 days' },
    verified_success_percent: { name: 'Success for «verified»', about: 'Least share of good answers' },
    auto_approve: {
      name: 'Approval without a person',
      about: 'Whose new listings go live at once when every check passes; others wait for an admin',
    },
    offline_minutes: { name: 'A machine counts as away', about: 'After so many minutes its owner is told' },
    price_floor_micro_usd: { name: 'Lowest price', about: 'For 1M tokens; of prices that are written from then on' },
    price_ceiling_micro_usd: { name: 'Highest price', about: 'For 1M tokens; of prices that are written from then on' },
    dispute_days: {
      name: 'Time to dispute an answer',
      about: 'Counted from the answer, by what held when it was given',
    },
    gift_answers: { name: 'Free answers', about: 'That the market pays for a person who has no deposit yet, in all' },
    gift_answer_tokens: { name: 'Length of a free answer', about: 'In tokens, at most' },
    gift_answer_micro_coins: { name: 'Price of a free answer', about: 'What the market pays for one, at most' },
    gift_address_answers: { name: 'Free answers to one address', about: 'In a day (UTC), at most' },
    gift_day_milli_coins: { name: 'Free answers of a day', about: 'What all of them cost the market (UTC), at most' },
    buying_ios: { name: 'Buying on iOS', about: 'While off, the app shows no deposits and no prices there' },
    buying_android: { name: 'Buying on Android', about: 'While off, the app shows no deposits and no prices there' },
    buying_desktop: {
      name: 'Buying in Telegram Desktop',
      about: 'While off, the app shows no deposits and no prices there',
    },
    buying_web: { name: 'Buying in a browser', about: 'While off, the app shows no deposits and no prices there' },
  },
  switches: ['off', 'on'],
  days: (n: number) => countEn(n, { one: '# day', other: '# days' }),
  hours: (n: number) => countEn(n, { one: '# hour', other: '# hours' }),
  minutes: (n: number) => countEn(n, { one: '# minute', other: '# minutes' }),
};
