import { describe, expect, it } from 'vitest';
import {
  advanceLeave,
  isLeaveDone,
  isLeaveOverdue,
  LEAVE_PATIENCE_MS,
  LEAVE_STEPS,
  leaveStepState,
  startLeave,
} from './leave-progress.ts';

const sent = advanceLeave(startLeave(100), { kind: 'reached', step: 'chain', atMs: 200 });

describe('a step out of an escrow', () => {
  it('is sent when the wallet says so, and done when the chain shows it', () => {
    expect(startLeave(100)).toMatchObject({ step: 'approve', isSent: false });
    expect(sent).toEqual({ step: 'chain', sinceMs: 200, fault: null, isSent: true });
    expect(LEAVE_STEPS.map((step) => leaveStepState(sent, step))).toEqual(['done', 'now', 'ahead']);
  });

  it('that the wallet declined stays where it was', () => {
    const declined = advanceLeave(startLeave(100), { kind: 'failed', fault: { code: 'wallet_declined' } });
    expect(declined).toMatchObject({ step: 'approve', isSent: false });
    expect(leaveStepState(declined, 'approve')).toBe('bad');
  });

  it('waits on through reads that fail', () => {
    const lost = advanceLeave(sent, { kind: 'failed', fault: { code: 'offline' } });
    expect(lost).toMatchObject({ step: 'chain', isSent: true, sinceMs: 200 });
    expect(advanceLeave(lost, { kind: 'recovered' })).toEqual(sent);
  });

  it('is overdue when the chain should have had it, not while the wallet is asked', () => {
    expect(isLeaveOverdue(sent, 200 + LEAVE_PATIENCE_MS)).toBe(false);
    expect(isLeaveOverdue(sent, 201 + LEAVE_PATIENCE_MS)).toBe(true);
    expect(isLeaveOverdue(startLeave(0), 10 * LEAVE_PATIENCE_MS)).toBe(false);
  });

  it.each([
    ['request', ['closing', 'closed']],
    ['cancel', ['open', 'closed']],
    ['finish', ['closed']],
  ] as const)('%s is done in %j, whoever did it', (action, ends) => {
    const states = (['expected', 'open', 'closing', 'closed'] as const).filter((state) => isLeaveDone(action, state));
    expect(states).toEqual(ends);
  });
});
