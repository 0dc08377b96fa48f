import { advance, type Progress, type ProgressEvent, type StepState, stateOfStep } from './progress.ts';

/** What a deposit goes through, in order. */
export const DEPOSIT_STEPS = ['key', 'escrow', 'approve', 'chain', 'allowance', 'done'] as const;
export type DepositStep = (typeof DEPOSIT_STEPS)[number];
/** Once it is sent, to start over would send the money twice. */
export type DepositProgress = Progress<DepositStep>;
export type DepositEvent = ProgressEvent<DepositStep>;

export const startDeposit = (nowMs: number): DepositProgress => ({
  step: 'key',
  sinceMs: nowMs,
  fault: null,
  isSent: false,
});

export const advanceDeposit = (progress: DepositProgress, event: DepositEvent): DepositProgress =>
  advance({ steps: DEPOSIT_STEPS, sentFrom: 'chain' }, progress, event);

export const stepState = (progress: DepositProgress, step: DepositStep): StepState =>
  stateOfStep(DEPOSIT_STEPS, progress, step);
