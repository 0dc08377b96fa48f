import { describe, expect, it } from 'vitest';
import { plausibilityOf } from '../measuring/plausible-speed.ts';
import { type RecordInputs, recordOf } from './track-record.ts';
import { judgeVerified, type VerifiedFacts } from './verified.ts';

const rule = { days: 7, answers: 200, successPercent: 97 };
const good: VerifiedFacts = {
  ...{ isVerifiedNow: false, isLive: true, hasWallet: true, plausibility: 'plausible', suspectedNodes: 0 },
  ...{ days: 7, answers: 300, failures: 1, offlineHours: 0, waivedCode: null },
};

describe('the verified tier', () => {
  it.each<[string, Partial<VerifiedFacts>, string]>([
    ['with all that it takes', {}, 'verified'],
    ['of hardware of which nothing can be said', { plausibility: 'unknown' }, 'verified'],
    ['in review', { isLive: false }, 'not_live'],
    ['without a wallet', { hasWallet: false }, 'wallet_missing'],
    ['never measured', { plausibility: null }, 'not_measured'],
    ['slower than it can be', { plausibility: 'too_slow' }, 'speed_implausible'],
    ['faster than it can be', { plausibility: 'too_fast' }, 'speed_implausible'],
    ['suspected', { suspectedNodes: 1 }, 'canaries_failed'],
    ['three days old', { days: 3 }, 'record_short'],
    ['with few answers', { answers: 199, failures: 0 }, 'record_short'],
    ['that fails too often', { failures: 20 }, 'success_low'],
    ['away for days', { offlineHours: 80 }, 'offline_long'],
  ])('%s', (_, parts, code) => {
    expect(judgeVerified({ ...good, ...parts }, rule)).toMatchObject({ isVerified: code === 'verified', code });
  });

  it.each<[string, Partial<VerifiedFacts>, string]>([
    ['through a quiet week', { days: 1, answers: 2, plausibility: null }, 'verified'],
    ['a little under the line', { failures: 12 }, 'verified'],
    ['well under it', { failures: 30 }, 'success_low'],
    ['not when canaries fail', { suspectedNodes: 1 }, 'canaries_failed'],
    [
      'with a speed that an admin has let pass',
      { plausibility: 'too_fast', waivedCode: 'speed_implausible' },
      'verified',
    ],
    ['with failures that were not its own', { failures: 30, waivedCode: 'success_low' }, 'verified'],
    ['not with what nobody has let pass', { failures: 30, waivedCode: 'speed_implausible' }, 'success_low'],
  ])('is kept %s', (_, parts, code) => {
    expect(judgeVerified({ ...good, isVerifiedNow: true, ...parts }, rule).code).toBe(code);
  });

  it('says how far it is', () => {
    const { evidence } = judgeVerified({ ...good, days: 3, answers: 120 }, rule);
    expect(evidence).toMatchObject({ days: 3, daysNeeded: 7, answers: 120, answersNeeded: 200 });
  });
});

describe('what hardware can do', () => {
  it.each([
    ['h100', 8, 120, 'plausible'],
    ['h100', 8, 4, 'too_slow'],
    ['l4', 70, 200, 'too_fast'],
    ['rtx-4090', 8, 60, 'plausible'],
    ['other-gpu', 8, 1, 'unknown'],
    ['h100', 0.2, 3, 'unknown'],
  ])('a %s with %d billion active parameters at %d tokens/s: %s', (hardwareId, activeB, tokensPerSecond, expected) => {
    expect(plausibilityOf({ hardwareId, gpuCount: 1, activeB, tokensPerSecond })).toBe(expected);
  });
});

describe('the track record', () => {
  const inputs: RecordInputs = {
    ...{ answers: 990, failures: 10, uptimeMinutes: 900, possibleMinutes: 1_000, canariesPassed: 9, canariesFailed: 1 },
    ...{ slowTokensPerSecond: 40, usualTokensPerSecond: 50, measurements: 20, ageDays: 15 },
  };

  it('is the published sum', () => {
    // 40 % × 0.99 + 25 % × 0.9 + 15 % × 0.9 + 10 % × 0.8 + 10 % × 0.5
    expect(recordOf(inputs).score).toBe(89);
  });

  it('leaves out what is not known, and is none without answers', () => {
    const young = { ...inputs, canariesPassed: 0, canariesFailed: 0, measurements: 0 };
    expect(recordOf(young)).toMatchObject({ score: 89, parts: { canaries: null, steadiness: null } });
    expect(recordOf({ ...inputs, answers: 3, failures: 0 }).score).toBeNull();
  });
});
