import type { LeaveInput } from '../../../lib/wallet/index.ts';

/** What a wallet said that it sent, until the chain shows it. */
export interface SentLeave {
  action: LeaveInput['action'];
  channel: string;
  sentAtMs: number;
}

const KEPT = 'spindle_leave';
const ACTIONS: readonly string[] = ['request', 'finish', 'cancel'] satisfies SentLeave['action'][];
/** By then the chain has it, or it was never sent. */
const FORGET_MS = 24 * 3_600_000;

/** Nothing of it is secret, and nothing depends on it: without it only the waiting is not shown. */
export function keepSentLeave(sent: SentLeave): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(sent));
  } catch {
    // A browser that keeps nothing.
  }
}

export function forgetSentLeave(): void {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // A browser that keeps nothing.
  }
}

/** What was kept; null when there is none, it is not ours, or it is too old. */
export function readSentLeave(nowMs = Date.now()): SentLeave | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? 'null');
    return isSentLeave(kept) && nowMs - kept.sentAtMs < FORGET_MS ? kept : null;
  } catch {
    return null;
  }
}

function isSentLeave(value: unknown): value is SentLeave {
  if (typeof value !== 'object' || value === null) return false;
  if (!('action' in value && 'channel' in value && 'sentAtMs' in value)) return false;
  const { action, channel, sentAtMs } = value;
  return ACTIONS.includes(String(action)) && typeof channel === 'string' && typeof sentAtMs === 'number';
}
