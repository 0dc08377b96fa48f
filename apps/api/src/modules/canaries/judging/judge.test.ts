import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../shapes.ts';
import { agreeOn } from './agree-on.ts';
import { judge } from './judge.ts';
import { type JudgedRun, standingAfter } from './standing.ts';

const reading = (parts: Partial<Reading> = {}): Reading => ({
  isRight: null,
  marks: Array.from({ length: 20 }, (_, at) => `m${at}`),
  odds: Array.from({ length: 20 }, () => -1),
  margins: Array.from({ length: 20 }, () => 1),
  ...{ inputTokens: 40, outputTokens: 20, bytes: 80 },
  ...parts,
});
const against = (own: Partial<Reading>, reference: Partial<Reading> = {}) =>
  judge(reading(own), { reading: reading(reference), threshold: 0.05 });
const shifted = (by: number) => reading().odds?.map((it) => it + by) ?? null;
const partedAt = (at: number) => reading().marks.with(at, 'other');
const tieAt = (at: number) => reading().margins?.with(at, 0.01) ?? null;

describe('an answer against its reference', () => {
  it.each([
    ['the very same', {}, {}, { verdict: 'passed', statistic: 0 }],
    ['a little rounding', { odds: shifted(0.03) }, {}, { verdict: 'passed', statistic: 0.03 }],
    [
      'more than rounding',
      { odds: shifted(-0.09) },
      {},
      { verdict: 'failed', code: 'fingerprint_far', statistic: 0.09 },
    ],
    ['other words at once', { marks: partedAt(0) }, {}, { verdict: 'failed', statistic: 1 }],
    ['other words later', { marks: partedAt(15) }, {}, { verdict: 'failed', statistic: 1 }],
    [
      'a near tie decided otherwise',
      { marks: partedAt(9) },
      { margins: tieAt(9) },
      { verdict: 'passed', statistic: 0 },
    ],
    [
      'a near tie so early that nothing is known',
      { marks: partedAt(1) },
      { margins: tieAt(1) },
      { verdict: 'unknown', code: 'near_tie' },
    ],
    ['less told than asked for', { odds: null, margins: null }, {}, { verdict: 'unknown' }],
    ['more input than there was', { inputTokens: 90 }, {}, { verdict: 'failed', code: 'usage_inflated' }],
    ['a template of its own', { inputTokens: 52 }, {}, { verdict: 'passed' }],
    ['more output than text has bytes', { outputTokens: 200 }, {}, { verdict: 'failed', code: 'usage_inflated' }],
    ['a model that thinks, as its reference', { outputTokens: 200 }, { outputTokens: 190 }, { verdict: 'passed' }],
    ['right', { isRight: true }, { isRight: true }, { verdict: 'passed' }],
    ['wrong', { isRight: false }, { isRight: true }, { verdict: 'failed', code: 'answer_wrong' }],
    [
      'right where the reference was wrong',
      { isRight: true },
      { isRight: false },
      { verdict: 'unknown', code: 'too_hard' },
    ],
    ['as wrong as the reference', { isRight: false }, { isRight: false }, { verdict: 'unknown', code: 'too_hard' }],
  ])('%s', (_, own, reference, expected) => {
    expect(against(own, reference)).toMatchObject(expected);
  });

  it('is unknown without one', () => {
    expect(judge(reading(), null)).toMatchObject({ verdict: 'unknown', code: 'no_reference' });
  });
});

describe('a majority', () => {
  const voice = (accountId: string, parts: Partial<Reading> = {}) => ({ accountId, reading: reading(parts) });
  const liar = { marks: partedAt(0) };

  it('is three providers who agree, and more than half', () => {
    const honest = ['a', 'b', 'c'].map((id, at) => voice(id, { odds: shifted(at / 100) }));
    expect(agreeOn(honest)).toMatchObject({ providers: 3, threshold: 0.05 });
    expect(agreeOn([...honest, voice('d', liar), voice('e', liar)])).toMatchObject({ providers: 3 });
    expect(agreeOn([...honest, voice('d', liar), voice('e', liar), voice('f', liar)])).toBeNull();
    expect(agreeOn(honest.slice(1))).toBeNull();
  });

  it('is never one provider with many machines', () => {
    expect(agreeOn([voice('a'), voice('a'), voice('a'), voice('b')])).toBeNull();
  });
});

describe('what follows for a machine', () => {
  const runs = (words: string): JudgedRun[] =>
    [...words].map((letter, at) => ({
      runId: `r${at}`,
      verdict: letter === 'f' ? 'failed' : letter === 'p' ? 'passed' : 'unknown',
      code: 'fingerprint_far',
    }));

  // Newest first.
  it.each([
    [null, '', null],
    [null, '???', null],
    [null, 'p', 'good'],
    [null, 'ffp', 'good'],
    [null, 'fff', 'suspected'],
    [null, 'f?f??pf', 'suspected'],
    ['good', 'ffppf', 'suspected'],
    ['good', 'ffpppff', 'good'],
    ['suspected', 'ppppf', null],
    ['suspected', 'ppppp', 'good'],
    ['suspected', '?pppppfff', 'good'],
  ] as const)('was %s, then %s: %s', (before, words, state) => {
    expect(standingAfter(before, runs(words))?.state ?? null).toBe(state);
  });

  it('never comes of what is unknown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('p', 'f', '?')),
        fc.constantFrom('good' as const, 'suspected' as const),
        (all, before) => {
          const known = all.filter((it) => it !== '?');
          expect(standingAfter(before, runs(all.join('')))?.state).toBe(
            standingAfter(before, runs(known.join('')))?.state,
          );
        },
      ),
    );
  });
});
