import { describe, expect, it } from 'vitest';
import { standingAfter } from './standing.ts';
import { isInflated, type UsageSums } from './usage-sums.ts';

/** So many questions of 30 tokens and answers of 20, billed with so much on top of each. */
const sums = (questions: number, more: { input?: number; output?: number }): UsageSums => ({
  questions,
  inputTokens: questions * (30 + (more.input ?? 0)),
  referenceInputTokens: questions * 30,
  answers: questions,
  outputTokens: questions * (20 + (more.output ?? 0)),
  referenceOutputTokens: questions * 20,
});

describe('what a machine bills, added up', () => {
  it.each<[string, UsageSums, boolean]>([
    ['as the references', sums(40, {}), false],
    ['a template with a word more', sums(40, { input: 3 }), false],
    // One question alone may take sixteen tokens more than its reference: `judge` lets it pass.
    ['within what one question may, each time', sums(12, { input: 10 }), true],
    ['the same, of too few', sums(11, { input: 10 }), false],
    ['more tokens for the very same words', sums(20, { output: 7 }), true],
    ['some thinking more, unseen', sums(20, { output: 5 }), false],
    ['nothing to compare', sums(0, {}), false],
  ])('%s', (_, usage, expected) => {
    expect(isInflated(usage)).toBe(expected);
  });

  it('makes it suspected though every single answer passed, with the sums as evidence, until it bills as others do', () => {
    const passed = Array.from({ length: 5 }, (_, at) => ({
      ...{ runId: `${at}`, verdict: 'passed' as const, code: 'as_reference' as const },
    }));
    const caught = standingAfter('good', passed, sums(20, { input: 9 }));
    expect(caught).toMatchObject({
      state: 'suspected',
      code: 'usage_inflated',
      evidence: { failed: 0, of: 5, inputTokens: 780, referenceInputTokens: 600 },
    });
    expect(standingAfter('suspected', passed, sums(20, { input: 9 }))).toMatchObject({ state: 'suspected' });
    expect(standingAfter('suspected', passed, sums(20, {}))).toMatchObject({ state: 'good' });
  });
});
