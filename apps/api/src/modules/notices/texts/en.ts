import type { NoticeTexts } from './shape.ts';

export const EN_NOTICES: NoticeTexts = {
  kinds: {
    listing_decided: {
      name: 'Decisions on your listings',
      title: {
        by: 'decision',
        cases: {
          approved: '«{listing}» is live',
          rejected: '«{listing}» was rejected',
          paused: '«{listing}» was paused',
          banned: '«{listing}» was banned',
          resumed: '«{listing}» is back on the market',
        },
        other: '«{listing}»: decided',
      },
      text: {
        by: 'decision',
        cases: {
          approved: 'Buyers find it on the market from now on. Keep your machine online to earn.',
          resumed: 'Buyers find it on the market again.',
        },
        other: '{why} Open it to see why, and what you can do.',
      },
    },
    listing_asked: {
      name: 'Questions on your listings',
      title: 'A question on «{listing}»',
      text: 'Answer it, so that the review goes on.',
    },
    listing_answered: {
      name: 'Answers of providers',
      title: '«{listing}»: the provider has answered',
      text: 'The review can go on.',
    },
    appeal_opened: {
      name: 'New appeals',
      title: 'An appeal waits',
      text: 'Somebody asks for another look at a decision.',
    },
    appeal_decided: {
      name: 'Decisions on appeals',
      title: { by: 'decision', cases: { granted: 'Your appeal was granted' }, other: 'Your appeal was refused' },
      text: {
        by: 'decision',
        cases: { granted: 'The decision was taken back. Open it to see what holds now.' },
        other: '{why} Open it to see why.',
      },
    },
    account_banned: {
      name: 'Your account',
      title: 'Your account was banned',
      text: '{why} You can appeal, and take your money back as ever.',
    },
    account_unbanned: {
      name: 'Your account',
      title: 'Your account is open again',
      text: 'The ban was lifted. Join your machines again and ask for a review of your listings; keys are made anew.',
    },
    node_offline: {
      name: 'Machine offline',
      title: 'A machine of «{listing}» is offline',
      text: 'Since {since}. It earns nothing until it is back: run «spindle-node doctor» on it.',
    },
    node_back: {
      name: 'Machine back',
      title: 'A machine of «{listing}» is back',
      text: 'It was away for {offline}.',
    },
    badge_lost: {
      name: 'Badge lost',
      title: '«{listing}» lost «{badge}»',
      text: '{why} Open it to see what was measured, and how to get it back.',
    },
    badge_won: { name: 'Badge won', title: '«{listing}» is «{badge}» now', text: 'Buyers who ask for it find you.' },
    payout_done: { name: 'Payouts', title: '{amount} paid out', text: 'It is in your wallet.' },
    payout_waiting: {
      name: 'Payouts that wait',
      title: 'Your payout waits',
      text: '{why} It goes out by itself; you can also take it without us.',
    },
    price_far_from_market: {
      name: 'Price far from the market',
      title: 'Your price for {model} is far from the market',
      text: '«{listing}» asks {percentOfMedian} % of the median. See what others ask before buyers pass you by.',
    },
    maintenance_planned: {
      name: 'Maintenance planned',
      title: 'Maintenance of «{listing}» is planned',
      text: 'From {start} to {end}. It takes no new work shortly before.',
    },
    maintenance_began: {
      name: 'Maintenance began',
      title: 'Maintenance of «{listing}» began',
      text: 'It is off the market until {end}.',
    },
    maintenance_ended: {
      name: 'Maintenance ended',
      title: 'Maintenance of «{listing}» is over',
      text: 'It is on the market again, if its machines are online.',
    },
    balance_low: {
      name: 'Balance low',
      title: 'Your balance is low: {spendable}',
      text: 'That is below {threshold}. Add to your deposit or sign a higher allowance, so that answers go on.',
    },
    dispute_opened: {
      name: 'Disputes',
      title: { by: 'side', cases: { buyer: 'Your dispute is open' }, other: 'A buyer disputes an answer of yours' },
      text: {
        by: 'side',
        cases: { buyer: 'We look at the signed evidence and tell you what is decided.' },
        other: 'We look at the signed evidence. You need to do nothing unless we ask.',
      },
    },
    dispute_decided: {
      name: 'Decisions on disputes',
      title: {
        by: 'code',
        cases: { refunded: 'Dispute: {refund} given back', upheld: 'Your report is upheld' },
        other: 'A dispute was refused',
      },
      text: {
        by: 'side',
        cases: { buyer: 'Read under Disputes why.' },
        other: 'Read under Disputes why, and what of it came out of your earnings.',
      },
    },
    review_written: {
      name: 'New reviews of your listings',
      title: '«{listing}» has a new review',
      text: 'Read it on the listing’s page. You can answer each once.',
    },
    review_answered: {
      name: 'Answers to your reviews',
      title: '«{listing}»: the provider answered your review',
      text: 'Read it on the listing’s page. You can change your review at any time.',
    },
    review_decided: {
      name: 'Decisions on your reviews',
      title: {
        by: 'decision',
        cases: { hidden: 'What you wrote about «{listing}» is hidden' },
        other: 'What you wrote about «{listing}» is shown again',
      },
      text: {
        by: 'decision',
        cases: { hidden: 'An admin hid it. Open the listing to read why, and what you can do.' },
        other: 'Everybody can read it on the listing’s page.',
      },
    },
    policy_announced: {
      name: 'Fees and policy',
      title: 'From {effectiveFrom}: {setting} {value}',
      text: 'It is {before} until then. See why in the changelog.',
    },
  },
  words: {
    settings: {
      fee_basis_points: 'fee',
      review_sla_hours: 'hours for a review',
      verified_days: 'days of record for «verified»',
      auto_approve: 'approval without a person',
      verified_answers: 'good answers for «verified»',
      verified_success_percent: 'share of good answers for «verified», in %',
      price_floor_micro_usd: 'lowest price for 1M tokens',
      price_ceiling_micro_usd: 'highest price for 1M tokens',
      dispute_days: 'days in which an answer can be disputed',
      gift_answers: 'free answers of a person',
      gift_answer_tokens: 'tokens of a free answer',
      gift_answer_micro_coins: 'price of a free answer, in millionths of a TON',
      gift_address_answers: 'free answers of an address in a day',
      gift_day_milli_coins: 'cost of free answers in a day, in thousandths of a TON',
      buying_ios: 'buying on iOS (0 off, 1 on)',
      buying_android: 'buying on Android (0 off, 1 on)',
      buying_desktop: 'buying in Telegram Desktop (0 off, 1 on)',
      buying_web: 'buying in a browser (0 off, 1 on)',
      offline_minutes: 'minutes until a machine is told to be offline',
    },
    badges: { verified: 'Verified', confidential: 'Confidential', community: 'Community', canaries: 'Model as listed' },
    approvals: ['for nobody', 'for known providers', 'for everybody'],
    minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
    hours: (count) => `${count} hours`,
  },
};
