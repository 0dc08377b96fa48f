import { expect, it } from 'vitest';
import { ERRORS, type ErrorCode, isErrorCode } from './errors/index.ts';
import { judgeBatchLine } from './judge-batch-line.ts';

const CODES = Object.keys(ERRORS).filter(isErrorCode);
const judged = (tries: number, as: string): ErrorCode[] => CODES.filter((code) => judgeBatchLine(code, tries) === as);

it('what is tried again fails at its third try; what waits does not count tries', () => {
  const again = judged(1, 'try_again');
  expect(again.length).toBeGreaterThan(5);
  expect(judged(2, 'try_again')).toEqual(again);
  expect(judged(3, 'try_again')).toEqual([]);
  expect(judged(3, 'failed')).toEqual(
    CODES.filter((code) => judgeBatchLine(code, 1) === 'failed' || again.includes(code)),
  );
});

it('what is wrong with the line itself is its end at once', () => {
  for (const code of ['parameter_unsupported', 'model_unknown', 'settle_delayed'] as const)
    expect(judgeBatchLine(code, 1)).toBe('failed');
});
