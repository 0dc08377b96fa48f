import type { ErrorCode } from '@spindle/shared';

/**
 * Whether buyers are sent to a node: `closed` yes; `open` no, it failed too often; `half_open` not yet, but the market
 * itself asks it again.
 */
export type CircuitState = 'closed' | 'open' | 'half_open';

/** What is remembered of a node's failures. Never changed: each event makes the next one. */
export interface Circuit {
  readonly isOpen: boolean;
  /** Since when it is open, or closed; Unix milliseconds. */
  readonly sinceMs: number;
  /** Until when nobody asks; null while closed. */
  readonly untilMs: number | null;
  readonly lastCode: ErrorCode | null;
  /** Failures, and good answers, one after the other until now. */
  readonly failedInRow: number;
  readonly goodInRow: number;
  /** How often it has opened without having been good for long in between. */
  readonly opened: number;
  /** The last outcomes, newest last: true is a failure. */
  readonly recent: readonly boolean[];
}

/** So many failures in a row open it. */
const IN_A_ROW = 3;
/** So do half of the last answers, once so many are known. */
const RECENT = 20;
const RECENT_LEAST = 10;
const FAILED_SHARE = 0.5;
const BACK_OFF_MS = 5_000;
const BACK_OFF_MOST_MS = 5 * 60_000;
/** After so many good answers in a row, earlier trouble counts no more. */
const FORGIVEN_AFTER = 10;

export const closedCircuit = (nowMs: number): Circuit => ({
  isOpen: false,
  sinceMs: nowMs,
  untilMs: null,
  lastCode: null,
  failedInRow: 0,
  goodInRow: 0,
  opened: 0,
  recent: [],
});

export function stateOf({ untilMs }: Circuit, nowMs: number): CircuitState {
  if (untilMs === null) return 'closed';
  return nowMs < untilMs ? 'open' : 'half_open';
}

/** After a failure of the node's own. While open it changes nothing: those are answers that began before. */
export function afterFailure(circuit: Circuit, code: ErrorCode, nowMs: number): Circuit {
  const state = stateOf(circuit, nowMs);
  if (state === 'open') return { ...circuit, lastCode: code };
  const recent = [...circuit.recent, true].slice(-RECENT);
  const failed: Circuit = { ...circuit, lastCode: code, failedInRow: circuit.failedInRow + 1, goodInRow: 0, recent };
  return state === 'half_open' || isTooMuch(failed) ? opened(failed, nowMs) : failed;
}

/** After a good answer, or a good probe. Only what was asked when it was half open closes it. */
export function afterSuccess(circuit: Circuit, nowMs: number): Circuit {
  const state = stateOf(circuit, nowMs);
  if (state === 'open') return circuit;
  if (state === 'half_open') {
    return { ...circuit, isOpen: false, sinceMs: nowMs, untilMs: null, failedInRow: 0, goodInRow: 1, recent: [] };
  }
  const goodInRow = circuit.goodInRow + 1;
  const isForgiven = goodInRow >= FORGIVEN_AFTER;
  const recent = [...circuit.recent, false].slice(-RECENT);
  return { ...circuit, failedInRow: 0, goodInRow, recent, opened: isForgiven ? 0 : circuit.opened };
}

function isTooMuch({ failedInRow, recent }: Circuit): boolean {
  if (failedInRow >= IN_A_ROW) return true;
  return recent.length >= RECENT_LEAST && recent.filter(Boolean).length / recent.length >= FAILED_SHARE;
}

function opened(circuit: Circuit, nowMs: number): Circuit {
  const waitMs = Math.min(BACK_OFF_MS * 2 ** circuit.opened, BACK_OFF_MOST_MS);
  // Since when it is out of work, not since when it was last tried.
  const sinceMs = circuit.isOpen ? circuit.sinceMs : nowMs;
  return { ...circuit, isOpen: true, sinceMs, untilMs: nowMs + waitMs, opened: circuit.opened + 1, recent: [] };
}
