import { countEn } from '../count.ts';

export const start = {
  title: 'Ask an AI. Not even we can read it',
  lead: 'Spindle is a market: owners of GPUs answer your questions, each for a few thousandths of a coin.',
  points: {
    sealed: {
      title: 'Sealed on your phone',
      about: 'Your question is encrypted for the machine that answers. Not even we can read it.',
    },
    pay: {
      title: 'You pay by the answer',
      about: 'No subscription. Every answer has a price before it and a receipt after.',
    },
    yours: {
      title: 'Your money stays yours',
      about: 'It lies in your own contract on TON. You can take it back at any time, even if we vanish.',
    },
  },
  pointsUnpriced: {
    sealed: {
      title: 'Sealed on your phone',
      about: 'Your question is encrypted for the machine that answers. Not even we can read it.',
    },
    many: { title: 'Many models, many machines', about: 'Choose one, or let the market find it.' },
    proof: {
      title: 'Every answer has a receipt',
      about: 'Signed by the machine that gave it, and checked on this device.',
    },
  },
  ask: 'Ask your first question',
  free: (tokens: number) =>
    `Free: the market pays for a short answer, up to ${countEn(tokens, { one: '# token', other: '# tokens' })}.`,
  placeholder: 'What would you like to know?',
  examples: [
    'Explain compound interest with an example',
    'Write a birthday wish for a friend who loves hiking',
    'What can I cook from rice, eggs and tomatoes?',
  ],
  send: 'Ask for free',
  notFree: 'The market pays for no first questions just now.',
  deposit: 'Start with a deposit',
  look: 'Look around first',
  goOn: 'Go to the chat',
};
