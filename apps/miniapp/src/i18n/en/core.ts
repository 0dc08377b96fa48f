import { countEn } from '../count.ts';

/** What every screen needs. */
export const core = {
  tabs: {
    label: 'Sections',
    market: 'Market',
    chat: 'Chat',
    wallet: 'Wallet',
    build: 'Build',
    earn: 'Earn',
    admin: 'Admin',
  },
  actions: {
    back: 'Back',
    close: 'Close',
    cancel: 'Cancel',
    copy: 'Copy',
    copied: 'Copied',
    done: 'Done',
    more: 'Show more',
    save: 'Save',
  },
  times: {
    since: (time: string) => `for ${time}`,
    ago: (time: string) => `${time} ago`,
    never: 'never',
  },
  dataPolicies: {
    undeclared: { name: 'Nothing is promised', about: 'The provider says nothing of what becomes of requests.' },
    no_training: {
      name: 'No training',
      about: 'The provider promises not to train on requests. A promise, not a proof: the tier says what is proven.',
    },
    no_retention: {
      name: 'Nothing is kept',
      about:
        'The provider promises neither to keep requests nor to train on them. A promise, not a proof: the tier says what is proven.',
    },
  },
  tiers: {
    confidential: {
      name: 'Confidential',
      about:
        'Only this device and the attested machine can read it. It protects against the marketplace, the network and the software of the machine’s operator. It does not protect against an operator who tampers physically with the hardware.',
    },
    verified: {
      name: 'Verified',
      about:
        'We have checked who owns the machine and what is in it, and we measure it. Your request is sealed to it: Spindle and the network cannot read it, the machine’s owner can.',
    },
    community: {
      name: 'Community',
      about:
        'Anyone’s machine. Your request is sealed to it: Spindle and the network cannot read it, the machine’s owner can.',
    },
  },
  testEngine: {
    name: 'Test engine',
    about:
      'A tiny model that shows how the market works. Its answers are real output of a real engine, but don’t rely on them.',
  },
  faults: {
    offline: 'The market does not answer. Check your connection and try again.',
    unexpected:
      'This page met something it does not know. Close Spindle and open it again; Wallet shows everything that was charged.',
    crashed: 'This screen broke',
    missing: 'This screen did not arrive',
    retry: 'Try again',
    reload: 'Open again',
  },
  loading: 'Loading',
  code: 'Code',
  tokens: (n: number) => countEn(n, { one: '# token', other: '# tokens' }),
};
