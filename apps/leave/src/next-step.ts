import type { ChannelState, LeaveAction } from '@spindle/ton/channel';

/** What a buyer can do now to get their money back. */
export type NextStep = 'request' | 'wait' | 'finish' | 'nothing';

type Standing = Pick<ChannelState, 'status' | 'closeAt'>;

/** @param nowSeconds the chain's clock. */
export function nextStep({ status, closeAt }: Standing, nowSeconds: number): NextStep {
  if (status === 'open') return 'request';
  if (status === 'closed') return 'nothing';
  return nowSeconds >= (closeAt ?? 0) ? 'finish' : 'wait';
}

/** Why the contract would refuse a step now; null when it would take it. The rules are those of contracts/closing.tolk. */
export type Refusal = 'closed' | 'closing' | 'notClosing' | 'early';

export function refusalOf(action: LeaveAction, escrow: Standing, nowSeconds: number): Refusal | null {
  if (escrow.status === 'closed') return 'closed';
  if (action === 'request') return escrow.status === 'closing' ? 'closing' : null;
  if (escrow.status === 'open') return 'notClosing';
  return action === 'finish' && nextStep(escrow, nowSeconds) === 'wait' ? 'early' : null;
}
