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
  tiers: {
    confidential: { name: 'Confidential' },
    verified: { name: 'Verified' },
    community: { name: 'Community' },
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
    asking: 'Asking again…',
    reload: 'Open again',
  },
  loading: 'Loading',
  code: 'Code',
  tokens: (n: number) => countEn(n, { one: '# token', other: '# tokens' }),
};
