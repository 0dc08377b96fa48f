import { describe, expect, it } from 'vitest';
import {
  advanceDeposit,
  DEPOSIT_STEPS,
  type DepositEvent,
  type DepositProgress,
  startDeposit,
  stepState,
} from './deposit-progress.ts';

const after = (...events: DepositEvent[]): DepositProgress => events.reduce(advanceDeposit, startDeposit(100));
const reached = (step: DepositProgress['step'], atMs = 200): DepositEvent => ({ kind: 'reached', step, atMs });
const declined: DepositEvent = { kind: 'failed', fault: { code: 'wallet_declined' } };

describe('a deposit', () => {
  it('goes through every step in order, and says since when', () => {
    const progress = after(...DEPOSIT_STEPS.slice(1).map((step, index) => reached(step, 200 + index)));
    expect(progress).toEqual({ step: 'done', sinceMs: 204, fault: null, isSent: true });
    expect(DEPOSIT_STEPS.map((step) => stepState(progress, step))).toEqual(DEPOSIT_STEPS.map(() => 'done'));
  });

  it('never goes back', () => {
    expect(after(reached('chain'), reached('approve', 300)).step).toBe('chain');
  });

  it('that the wallet declined may be made again: nothing was sent', () => {
    const progress = after(reached('approve'), declined);
    expect(progress).toMatchObject({ step: 'approve', isSent: false, fault: { code: 'wallet_declined' } });
    expect(stepState(progress, 'approve')).toBe('bad');
    expect(stepState(progress, 'chain')).toBe('ahead');
  });

  it('that was sent is never sent twice, whatever fails after', () => {
    const progress = after(reached('chain'), { kind: 'failed', fault: { code: 'offline' } });
    expect(progress).toMatchObject({ step: 'chain', isSent: true, sinceMs: 200 });
  });

  it('goes on when a question that failed is answered again', () => {
    const lost: DepositEvent = { kind: 'failed', fault: { code: 'chain_unreachable' } };
    expect(after(reached('chain'), lost, { kind: 'recovered' })).toMatchObject({ step: 'chain', fault: null });
    expect(after(reached('chain'), lost, reached('allowance'))).toMatchObject({ step: 'allowance', fault: null });
  });
});
