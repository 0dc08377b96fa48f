import type { ShownFault } from '../api/index.ts';

/** What a deposit goes through, in order. */
export const DEPOSIT_STEPS = ['key', 'escrow', 'approve', 'chain', 'allowance', 'done'] as const;
export type DepositStep = (typeof DEPOSIT_STEPS)[number];

export interface DepositProgress {
  step: DepositStep;
  /** Since when it stands at this step. */
  sinceMs: number;
  /** Why it stopped here; null while it goes on. */
  fault: ShownFault | null;
  /** The wallet has sent it: from here on money is on its way, and to start over would send it twice. */
  isSent: boolean;
}

export type DepositEvent =
  | { kind: 'reached'; step: DepositStep; atMs: number }
  | { kind: 'failed'; fault: ShownFault }
  /** What failed works again; the step is the same. */
  | { kind: 'recovered' };

export const startDeposit = (nowMs: number): DepositProgress => ({
  step: 'key',
  sinceMs: nowMs,
  fault: null,
  isSent: false,
});

/** The progress after one more event. A step never goes back; a failure keeps the step at which it happened. */
export function advanceDeposit(progress: DepositProgress, event: DepositEvent): DepositProgress {
  if (event.kind === 'failed') return { ...progress, fault: event.fault };
  if (event.kind === 'recovered') return { ...progress, fault: null };
  const isAhead = DEPOSIT_STEPS.indexOf(event.step) > DEPOSIT_STEPS.indexOf(progress.step);
  if (!isAhead) return progress;
  const isSent = DEPOSIT_STEPS.indexOf(event.step) >= DEPOSIT_STEPS.indexOf('chain');
  return { step: event.step, sinceMs: event.atMs, fault: null, isSent };
}

/** How a step looks: behind us, where we are, where we stopped, or ahead. */
export function stepState(progress: DepositProgress, step: DepositStep): 'done' | 'now' | 'bad' | 'ahead' {
  const at = DEPOSIT_STEPS.indexOf(progress.step);
  const index = DEPOSIT_STEPS.indexOf(step);
  if (index < at || progress.step === 'done') return 'done';
  if (index > at) return 'ahead';
  return progress.fault ? 'bad' : 'now';
}
