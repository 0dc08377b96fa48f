import { describe, expect, it } from 'vitest';
import { nextStep, refusalOf } from './next-step.ts';

const open = { status: 'open', closeAt: null } as const;
const closing = { status: 'closing', closeAt: 1_000 } as const;
const closed = { status: 'closed', closeAt: null } as const;

describe('the next step out of an escrow', () => {
  it.each([
    [open, 0, 'request'],
    [closing, 999, 'wait'],
    [closing, 1_000, 'finish'],
    [closed, 2_000, 'nothing'],
  ] as const)('of %j at %i is %s', (escrow, now, next) => expect(nextStep(escrow, now)).toBe(next));

  it.each([
    ['request', open, 0, null],
    ['request', closing, 0, 'closing'],
    ['request', closed, 0, 'closed'],
    ['finish', open, 0, 'notClosing'],
    ['finish', closing, 999, 'early'],
    ['finish', closing, 1_000, null],
    ['finish', closed, 0, 'closed'],
    ['cancel', open, 0, 'notClosing'],
    ['cancel', closing, 0, null],
    ['cancel', closing, 5_000, null],
    ['cancel', closed, 0, 'closed'],
  ] as const)('%s of %j at %i is refused as %s', (action, escrow, now, refusal) =>
    expect(refusalOf(action, escrow, now)).toBe(refusal),
  );
});
