import { beforeAll, expect, it } from 'vitest';
import { loadTexts, textsHere } from '../../../i18n/load.ts';
import { shownFacts } from './shown-facts.ts';

beforeAll(async () => {
  const rooms = ['admin', 'policy'] as const;
  await Promise.all(rooms.flatMap((room) => [loadTexts('en', room), loadTexts('ru', room)]));
});

/** Intl separates with spaces that do not break. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

function told(subject: string, facts: Record<string, string | number>, language: 'en' | 'ru') {
  const [audit, policy] = [textsHere(language, 'admin')?.audit, textsHere(language, 'policy')];
  if (!audit || !policy) throw new Error('no texts');
  return shownFacts({ subject, facts }, { audit, policy }, language).map(plain);
}

it.each([
  ['policy:fee_basis_points', { changeId: 'x', value: 650, before: 500 }, ['now: 6.5 %', 'before: 5 %']],
  ['policy:auto_approve', { value: 2 }, ['now: for everybody']],
  ['dispute:1', { refundNano: '1200000', providerNano: '0' }, ['given back: 0.0012 TON']],
  ['dispute:1', { takeOff: 'pause', listingId: '01a2075e-b854' }, ['listing: paused']],
  [
    'appeal:1',
    { against: 'badge_lost', lost: 'success_low' },
    ['against: a lost badge', 'lost because: too many answers failed'],
  ],
  ['model:m', { output: '240000', abilities: 'chat code' }, ['output, 1M tokens: $0.24', 'abilities: chat, code']],
  ['hardware:h', { memoryGb: 24, kind: 'gpu' }, ['memory: 24 GB', 'kind: GPU']],
  ['listing:1', { check: 'memory', claimed: '24 GB' }, []],
  ['listing:1', { ofTomorrow: 'as_it_is' }, ['ofTomorrow: as_it_is']],
])('of %s, %o', (subject, facts, english) => {
  expect(told(subject, facts, 'en')).toEqual(english);
});

it('says amounts and days in Russian as Russians write them', () => {
  expect(told('dispute:1', { refundNano: '1200000' }, 'ru')).toEqual(['возвращено: 0,0012 TON']);
  expect(told('policy:fee_basis_points', { before: 650 }, 'ru')).toEqual(['было: 6,5 %']);
  expect(told('policy:verified_days', { effectiveFromMs: Date.UTC(2026, 10, 29, 12) }, 'ru')[0]).toMatch(
    /^вступает в силу: 29 нояб/,
  );
});
