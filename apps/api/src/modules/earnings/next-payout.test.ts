import { describe, expect, it } from 'vitest';
import { nextPayout, type PayoutFacts } from './next-payout.ts';

const COIN = 10n ** 9n;
const facts = (more: Partial<PayoutFacts>): PayoutFacts => ({
  settings: { schedule: 'on_demand', thresholdNano: COIN / 2n },
  dueAtMs: null,
  owedNano: COIN,
  unpromisedNano: 0n,
  openSinceMs: null,
  why: null,
  stop: null,
  isCarrying: true,
  nowMs: 1_000,
  ...more,
});
const daily = { schedule: 'daily', thresholdNano: COIN } as const;
const onThreshold = { schedule: 'on_threshold', thresholdNano: COIN } as const;

describe('what the next payout waits for', () => {
  it.each<[string, Partial<PayoutFacts>, object]>([
    ['yours to ask for', {}, { why: 'ask', amountNano: COIN }],
    ['too little to ask for', { owedNano: 99_999_999n }, { why: 'threshold' }],
    ['just enough to ask for', { owedNano: 100_000_000n }, { why: 'ask' }],
    ['one that is under way', { openSinceMs: 7, stop: { sinceMs: 1 } }, { why: 'in_work', sinceMs: 7 }],
    ['nothing was earned', { owedNano: 0n }, { why: 'nothing', amountNano: 0n }],
    ['what was earned to be promised', { owedNano: 0n, unpromisedNano: 1n }, { why: 'promising', amountNano: 0n }],
    ['no wallet', { owedNano: 0n, why: 'wallet_required' }, { why: 'wallet_required' }],
    ['no wallet any more, and something owed', { why: 'wallet_required' }, { why: 'ask' }],
    ['all payouts stand still', { stop: { sinceMs: 5 } }, { why: 'payouts_stopped', sinceMs: 5 }],
    ['nobody carries them', { isCarrying: false }, { why: 'payouts_uncarried' }],
    ['its day', { settings: daily, dueAtMs: 2_000 }, { why: 'time', atMs: 2_000 }],
    [
      'more, though its day has come',
      { settings: daily, dueAtMs: 900, owedNano: 1n },
      { why: 'threshold', sinceMs: 900 },
    ],
    ['nothing: it goes out now', { settings: daily, dueAtMs: 1_000 }, { why: 'time', atMs: 1_000 }],
    ['its threshold', { settings: onThreshold, owedNano: COIN - 1n }, { why: 'threshold', atMs: null }],
    ['nothing: the threshold is reached', { settings: onThreshold }, { why: 'time', atMs: 1_000 }],
  ])('%s', (_, more, expected) => {
    expect(nextPayout(facts(more))).toMatchObject(expected);
  });
});
