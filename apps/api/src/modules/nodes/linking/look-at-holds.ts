import type { Conduct } from '../conduct/conduct.ts';
import { MOST_SKEW_MS } from '../wire/clock-skew.ts';
import { readManifest } from './establish-link.ts';
import type { Link } from './link.ts';

/**
 * Whether the market may send buyers to a linked machine, by what only a look can tell: that its clock is near ours (its
 * quotes would all look expired, or never expire), and that nobody else comes by its identity any more. @returns when done;
 * a machine that does not answer is seen by its pings.
 */
export async function lookAtHolds(
  link: Link,
  conduct: Pick<Conduct, 'twinsSinceMs'>,
  nowMs: () => number,
): Promise<void> {
  if (conduct.twinsSinceMs(link.nodeId) === null) link.hold('twins', null);
  try {
    const { skewMs } = await readManifest(link.session, nowMs);
    const seconds = Math.round(Math.abs(skewMs ?? 0) / 1000);
    const isOff = seconds > MOST_SKEW_MS / 1000;
    link.hold('clock', isOff ? { code: 'clock_skewed', sinceMs: nowMs(), evidence: { seconds } } : null);
  } catch {
    // Unknown changes nothing.
  }
}
