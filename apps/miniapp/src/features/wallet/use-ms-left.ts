import { useMemo } from 'react';
import { useNow } from '../../ui/index.ts';

/**
 * A time to wait, told by the broker, as it runs out on this device; null when there is none. Only the difference is
 * taken from this device's clock, so it may be wrong by years.
 */
export function useMsLeft(inMs: number | null): number | null {
  const endsAtMs = useMemo(() => (inMs === null ? null : Date.now() + inMs), [inMs]);
  const nowMs = useNow();
  return endsAtMs === null ? null : Math.max(0, endsAtMs - nowMs);
}
