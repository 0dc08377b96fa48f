import type { Language } from '@spindle/shared';
import { useSyncExternalStore } from 'react';
import { type AppConfig, api, faultOf, queryClient, trpc, type WalletOverview } from '../../lib/api/index.ts';
import { haptic, setPending } from '../../lib/telegram/index.ts';
import {
  advanceDeposit,
  confirmOwner,
  type DepositEvent,
  type DepositProgress,
  makeDeposit,
  type SentDeposit,
  signAllowance,
  startDeposit,
  totalToSign,
} from '../../lib/wallet/index.ts';

export interface DepositPlan {
  amountNano: bigint;
  /** Why the phone asks for its owner, where it does. */
  confirmReason: string;
  allowNano: bigint;
  config: AppConfig;
  language: Language;
  overview: WalletOverview;
}

/** One deposit at a time; it goes on while the person looks elsewhere in the app. */
export interface DepositRun {
  plan: DepositPlan;
  progress: DepositProgress;
}

const POLL_MS = 1_500;
/** After this long, ask less often: it is the chain that is slow. */
const PATIENCE_MS = 60_000;
const SLOW_POLL_MS = 5_000;

let run: DepositRun | null = null;
const listeners = new Set<() => void>();

export function useDepositRun(): DepositRun | null {
  return useSyncExternalStore(onChange, () => run);
}

/** Forgets a deposit that is done, or that never left the wallet. */
export function clearDeposit(): void {
  show(null);
}

/** Carries out a deposit to its end. Never throws: what goes wrong stands in the progress. */
export async function runDeposit(plan: DepositPlan): Promise<void> {
  show({ plan, progress: startDeposit(Date.now()) });
  const { amountNano, config, language, overview } = plan;
  try {
    await confirmOwner(amountNano, plan.confirmReason);
    const payer = overview.wallet?.address ?? '';
    const input = { amountNano, config, language, payer, channel: overview.channel };
    const sent = await makeDeposit(input, (step) => advance({ kind: 'reached', step, atMs: Date.now() }));
    await untilCredited(sent, depositedBefore(overview, sent.channel));
    advance({ kind: 'reached', step: 'allowance', atMs: Date.now() });
    await allow(sent, plan);
  } catch (error) {
    haptic.failure();
    advance({ kind: 'failed', fault: faultOf(error) });
  }
}

/** Tries the last step again: the money has arrived, only the allowance is missing. */
export async function retryAllowance(): Promise<void> {
  if (!run) return;
  const { plan } = run;
  advance({ kind: 'recovered' });
  try {
    const { channel } = await queryClient.fetchQuery(trpc.wallet.overview.queryOptions(undefined, { staleTime: 0 }));
    if (channel) await allow({ channel: channel.address, sessionKey: channel.sessionKey }, plan);
  } catch (error) {
    advance({ kind: 'failed', fault: faultOf(error) });
  }
}

/** Asks until the chain has it. A failed question changes nothing: the money is on its way all the same. */
async function untilCredited(sent: SentDeposit, beforeNano: bigint): Promise<void> {
  const startMs = Date.now();
  for (;;) {
    try {
      const watch = await api.wallet.watchDeposit.query({ channel: sent.channel });
      advance({ kind: 'recovered' });
      if (watch.state === 'credited' && watch.depositedNano > beforeNano) return;
    } catch (error) {
      advance({ kind: 'failed', fault: faultOf(error) });
    }
    const waitMs = Date.now() - startMs < PATIENCE_MS ? POLL_MS : SLOW_POLL_MS;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

async function allow(sent: SentDeposit, { allowNano, config }: DepositPlan): Promise<void> {
  const fresh = trpc.wallet.overview.queryOptions(undefined, { staleTime: 0 });
  const { balances, spending } = await queryClient.fetchQuery(fresh);
  // In strict mode nothing is signed ahead.
  const total = spending.isStrict ? null : totalToSign(balances, allowNano);
  if (total !== null) await signAllowance({ address: sent.channel, sessionKey: sent.sessionKey }, total, config);
  haptic.success();
  advance({ kind: 'reached', step: 'done', atMs: Date.now() });
  await queryClient.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
}

function depositedBefore({ channel }: WalletOverview, address: string): bigint {
  return channel?.address === address ? channel.depositedNano : 0n;
}

/** Closing would cut it off: nothing is sent yet, or the allowance is still to be signed. */
const isPending = ({ step, fault, isSent }: DepositProgress): boolean => step !== 'done' && (fault === null || isSent);

function advance(event: DepositEvent): void {
  if (run) show({ ...run, progress: advanceDeposit(run.progress, event) });
}

function show(next: DepositRun | null): void {
  run = next;
  setPending('deposit', next !== null && isPending(next.progress));
  for (const listener of listeners) listener();
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
