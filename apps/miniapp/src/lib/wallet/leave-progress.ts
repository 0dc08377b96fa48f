import type { LeaveAction } from '@spindle/ton/channel';
import type { ChannelView } from '../api/index.ts';
import { advance, type Progress, type ProgressEvent, type StepState, stateOfStep } from './progress.ts';

/** What each step out of an escrow goes through, in order. */
export const LEAVE_STEPS = ['approve', 'chain', 'done'] as const;
export type LeaveStep = (typeof LEAVE_STEPS)[number];
export type LeaveProgress = Progress<LeaveStep>;
export type LeaveEvent = ProgressEvent<LeaveStep>;

export const startLeave = (nowMs: number): LeaveProgress => ({
  step: 'approve',
  sinceMs: nowMs,
  fault: null,
  isSent: false,
});

export const advanceLeave = (progress: LeaveProgress, event: LeaveEvent): LeaveProgress =>
  advance({ steps: LEAVE_STEPS, sentFrom: 'chain' }, progress, event);

export const leaveStepState = (progress: LeaveProgress, step: LeaveStep): StepState =>
  stateOfStep(LEAVE_STEPS, progress, step);

/** The states of an escrow in which there is nothing left to do for an action, whoever did it. */
const ENDS: Record<LeaveAction, readonly ChannelView['state'][]> = {
  request: ['closing', 'closed'],
  cancel: ['open', 'closed'],
  finish: ['closed'],
};

/** Whether the chain shows what an action wanted. */
export const isLeaveDone = (action: LeaveAction, state: ChannelView['state']): boolean => ENDS[action].includes(state);

/**
 * After this long the chain would have had what a wallet sent. Sending once more is safe: the contract does each step
 * once and sends the rest back.
 */
export const LEAVE_PATIENCE_MS = 60_000;

export const isLeaveOverdue = ({ step, sinceMs }: LeaveProgress, nowMs: number): boolean =>
  step === 'chain' && nowMs - sinceMs > LEAVE_PATIENCE_MS;
