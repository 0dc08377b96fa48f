import { useSyncExternalStore } from 'react';
import { api, type ChannelView, faultOf, queryClient, trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import {
  advanceLeave,
  isLeaveDone,
  type LeaveEvent,
  type LeaveInput,
  type LeaveProgress,
  sendLeave,
  startLeave,
} from '../../../lib/wallet/index.ts';
import { forgetSentLeave, keepSentLeave, readSentLeave, type SentLeave } from './sent-leave.ts';

/** One step out of an escrow at a time; it goes on while the person looks elsewhere, and after the app was closed. */
export interface LeaveRun extends Pick<SentLeave, 'action' | 'channel'> {
  progress: LeaveProgress;
}

const POLL_MS = 1_500;
const SLOW_POLL_MS = 5_000;
/** After this long, ask less often: it is the chain that is slow. */
const PATIENCE_MS = 60_000;

let run: LeaveRun | null = null;
const listeners = new Set<() => void>();

/** The step that is under way for this escrow, if any. */
export function useLeaveRun(channel: string): LeaveRun | null {
  const current = useSyncExternalStore(onChange, () => run);
  return current?.channel === channel ? current : null;
}

/** Forgets a step that is done, was never sent, or is waited for no more. */
export function clearLeave(): void {
  forgetSentLeave();
  show(null);
}

/** Carries out one step to its end. Never throws: what goes wrong stands in the progress. */
export async function runLeave(input: LeaveInput): Promise<void> {
  const { action, channel } = input;
  const progress = startLeave(Date.now());
  show({ action, channel: channel.address, progress });
  // What was given up meanwhile must not disturb what is under way now.
  const isCurrent = () => run?.progress === progress;
  try {
    await sendLeave(input);
  } catch (error) {
    if (!isCurrent()) return;
    haptic.failure();
    return step({ kind: 'failed', fault: faultOf(error) });
  }
  if (!isCurrent()) return;
  const sentAtMs = Date.now();
  keepSentLeave({ action, channel: channel.address, sentAtMs });
  step({ kind: 'reached', step: 'chain', atMs: sentAtMs });
  await untilDone();
}

/** Goes on waiting for what a wallet had sent before the app was closed. */
export function resumeLeave(): void {
  const sent = run ? null : readSentLeave();
  if (!sent) return;
  const { action, channel, sentAtMs } = sent;
  const progress = advanceLeave(startLeave(sentAtMs), { kind: 'reached', step: 'chain', atMs: sentAtMs });
  show({ action, channel, progress });
  void untilDone();
}

/** Asks until the chain shows it. A failed question changes nothing: it is on its way all the same. */
async function untilDone(): Promise<void> {
  const { channel, action } = run ?? {};
  if (!channel || !action) return;
  const isCurrent = () => run?.channel === channel && run.action === action && run.progress.step === 'chain';
  const startMs = Date.now();
  while (isCurrent()) {
    const state = await look(channel);
    if (!isCurrent()) return;
    if (state && isLeaveDone(action, state)) return finish();
    const waitMs = Date.now() - startMs < PATIENCE_MS ? POLL_MS : SLOW_POLL_MS;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

/** The escrow's state; null while it is not known. */
async function look(channel: string): Promise<ChannelView['state'] | null> {
  try {
    const { state, why } = await api.wallet.watchChannel.query({ channel });
    step(why === 'chain_unreachable' ? { kind: 'failed', fault: { code: why } } : { kind: 'recovered' });
    return state;
  } catch (error) {
    const fault = faultOf(error);
    // Another person's escrow: somebody else has logged in here.
    if (fault.code === 'channel_unknown') clearLeave();
    else step({ kind: 'failed', fault });
    return null;
  }
}

async function finish(): Promise<void> {
  haptic.success();
  await queryClient.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
  clearLeave();
}

function step(event: LeaveEvent): void {
  if (run) show({ ...run, progress: advanceLeave(run.progress, event) });
}

function show(next: LeaveRun | null): void {
  run = next;
  for (const listener of listeners) listener();
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
