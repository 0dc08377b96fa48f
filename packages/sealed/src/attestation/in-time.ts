import { must } from './refusal.ts';
import { timeText } from './time-text.ts';

/** What has a first and a last moment; each kind has codes of its own for being too early and too late. */
type Dated = 'certificate' | 'crl' | 'collateral' | 'evidence' | 'gpu_token';

/**
 * Refusals: `…_not_yet_valid`, `…_expired`. Both ends are valid; times are in milliseconds.
 * @param part names the document, where there are several of its kind.
 */
export function mustBeInTime(kind: Dated, fromMs: number, untilMs: number, nowMs: number, part = ''): void {
  must(nowMs >= fromMs, `${kind}_not_yet_valid`, { part, from: timeText(fromMs) });
  must(nowMs <= untilMs, `${kind}_expired`, { part, until: timeText(untilMs) });
}
