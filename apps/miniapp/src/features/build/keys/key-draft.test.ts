import { KEY_SCOPES } from '@spindle/shared';
import { describe, expect, it } from 'vitest';
import type { KeyView } from '../../../lib/api/index.ts';
import { capOf, draftOf, type KeyDraft, NEW_DRAFT, rulesOf } from './key-draft.ts';
import { metersOf } from './meters-of.ts';

const NOW_MS = Date.UTC(2026, 10, 28);
const VIEW: KeyView = {
  ...{ id: 'a', name: 'server', prefix: 'sk-spindle-abcd', createdAt: 1, lastUsedAt: null, rotatedAt: null },
  ...{ capNano: 1_500_000_000n, capDayNano: null, capMonthNano: 500_000_000n, expiresAt: NOW_MS + 5, oldSecret: null },
  ...{ spentNano: 300_000_000n, spentDayNano: 9n, spentMonthNano: 200_000_000n, heldNano: 0n },
  ...{ scopes: ['models', 'inference'], models: ['a/b'], minTier: 'verified' },
};
const rules = (more: Partial<KeyDraft>) => rulesOf({ ...NEW_DRAFT, name: ' bot ', ...more }, NOW_MS);

describe('a draft of a key', () => {
  it('is open where nothing is said', () => {
    expect(rules({})).toEqual({
      ...{ name: 'bot', capNano: null, capDayNano: null, capMonthNano: null, expiresAt: null },
      ...{ scopes: KEY_SCOPES, models: [], minTier: null },
    });
  });

  it('reads each cap and the days that the key has to live', () => {
    const written = { day: '0,5', month: ' 2 ', total: '10.25', expiry: '30' } as const;
    expect(rules(written)).toMatchObject({
      ...{ capDayNano: 500_000_000n, capMonthNano: 2_000_000_000n, capNano: 10_250_000_000n },
      expiresAt: NOW_MS + 30 * 86_400_000,
    });
  });

  it.each<[string, Partial<KeyDraft>]>([
    ['without a name', { name: ' ' }],
    ['without a scope', { scopes: [] }],
    ['with a cap that is no amount', { day: '1e3' }],
    ['with a cap of nothing', { month: '0' }],
  ])('is not sent %s', (_, wrong) => {
    expect(rules(wrong)).toBeNull();
  });

  it('of a key says what the key has, and leaves its expiry alone until another is chosen', () => {
    const draft = draftOf(VIEW, 'en');
    expect(draft).toMatchObject({ day: '', month: '0.5', total: '1.5', expiry: 'keep', models: ['a/b'] });
    expect(draftOf(VIEW, 'ru')).toMatchObject({ month: '0,5', total: '1,5' });
    expect(rulesOf(draftOf(VIEW, 'ru'), NOW_MS)).toEqual(rulesOf(draft, NOW_MS));
    const { capNano, capDayNano, capMonthNano, scopes, models, minTier, name } = VIEW;
    expect(rulesOf(draft, NOW_MS)).toEqual({ name, capNano, capDayNano, capMonthNano, scopes, models, minTier });
    expect(rulesOf({ ...draft, expiry: 'never' }, NOW_MS)).toMatchObject({ expiresAt: null });
    expect(draftOf({ ...VIEW, expiresAt: null }, 'en').expiry).toBe('never');
  });

  it.each([
    ['', null],
    ['  ', null],
    ['0.000000001', 1n],
    ['0.0000000001', 'wrong'],
    ['-1', 'wrong'],
    ['1.2.3', 'wrong'],
  ])('takes the cap «%s» as %s', (text, cap) => {
    expect(capOf(text)).toBe(cap);
  });
});

describe('the meters of a key', () => {
  it('are of the caps that it has, the fullest known', () => {
    const { meters, fullest } = metersOf(VIEW);
    expect(meters.map(({ period, share }) => [period, share])).toEqual([
      ['month', 0.4],
      ['total', 0.2],
    ]);
    expect(fullest?.period).toBe('month');
  });

  it('are full and no fuller where a cap was lowered under what is spent, or to nothing', () => {
    expect(metersOf({ ...VIEW, capNano: 1n }).fullest).toMatchObject({ period: 'total', share: 1 });
    expect(metersOf({ ...VIEW, capDayNano: 0n }).fullest).toMatchObject({ period: 'day', share: 1 });
    expect(metersOf({ ...VIEW, capNano: null, capMonthNano: null })).toEqual({ meters: [], fullest: null });
  });
});
