import { useSyncExternalStore } from 'react';

/** What a wallet said that it sent to an exchange. Amounts are as they were shown. */
export interface SentSwap {
  /** Raw. */
  wallet: string;
  offer: string;
  least: string;
  sentAtMs: number;
  /** From then on the exchange only gives coins back. */
  untilMs: number;
}

/** sent: may be changed still. overdue: can't be any more, and what comes is on its way. over: it has come. */
export type SwapPhase = 'sent' | 'overdue' | 'over';

const KEPT = 'spindle_swap';
/** What the chain needs at most to bring coins back. */
const WAY_BACK_MS = 5 * 60_000;
const FORGET_MS = 24 * 3_600_000;

/** All that can be known of it here: the jettons arrive on the wallet, and pass nobody whom we could ask. */
export function phaseOf({ untilMs }: Pick<SentSwap, 'untilMs'>, nowMs: number): SwapPhase {
  if (nowMs < untilMs) return 'sent';
  return nowMs < untilMs + WAY_BACK_MS ? 'overdue' : 'over';
}

let sent: SentSwap | null | undefined;
const listeners = new Set<() => void>();

/** The last swap of this wallet, also after the app was closed; null when there was none today. */
export function useSentSwap(wallet: string | null): SentSwap | null {
  const last = useSyncExternalStore(onChange, current);
  return last?.wallet === wallet ? last : null;
}

/** Nothing of it is secret, and nothing depends on it: without it only the waiting is not shown. */
export function keepSentSwap(swap: SentSwap): void {
  show(swap, (store) => store.setItem(KEPT, JSON.stringify(swap)));
}

export function forgetSentSwap(): void {
  show(null, (store) => store.removeItem(KEPT));
}

/** What was kept; null when there is none, it is not ours, or it is too old. */
export function parseSentSwap(text: string | null, nowMs: number): SentSwap | null {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    return isSentSwap(kept) && nowMs - kept.sentAtMs < FORGET_MS ? kept : null;
  } catch {
    return null;
  }
}

function isSentSwap(value: unknown): value is SentSwap {
  if (typeof value !== 'object' || value === null) return false;
  if (!('wallet' in value && 'offer' in value && 'least' in value && 'sentAtMs' in value && 'untilMs' in value)) {
    return false;
  }
  const { wallet, offer, least, sentAtMs, untilMs } = value;
  const isText = [wallet, offer, least].every((it) => typeof it === 'string');
  return isText && typeof sentAtMs === 'number' && typeof untilMs === 'number';
}

function current(): SentSwap | null {
  if (sent === undefined) sent = read();
  return sent;
}

function read(): SentSwap | null {
  try {
    return parseSentSwap(localStorage.getItem(KEPT), Date.now());
  } catch {
    return null; // A browser that keeps nothing.
  }
}

function show(next: SentSwap | null, keep: (store: Storage) => void): void {
  sent = next;
  try {
    keep(localStorage);
  } catch {
    // A browser that keeps nothing.
  }
  for (const listener of listeners) listener();
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
