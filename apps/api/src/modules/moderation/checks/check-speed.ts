import { type SpeedBounds, speedBounds } from '../../catalog/index.ts';
import { type CheckResult, result } from './check-result.ts';
import type { ListingFacts } from './listing-facts.ts';

/** Between which speeds this hardware answers with these models; null where nobody can say. */
function boundsOf({ hardware, gpuCount, offers }: ListingFacts): SpeedBounds | null {
  if (offers.some(({ isTestEngine }) => isTestEngine)) return null;
  return speedBounds({ hardwareId: hardware.id, gpuCount, activeB: offers.map(({ activeB }) => activeB) });
}

/** Whether the speed that we measured can be this hardware's. Wide on purpose: it finds lies, not slow days. */
export function checkSpeed(facts: ListingFacts): CheckResult {
  const measured = facts.machines.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? []);
  const bounds = boundsOf(facts);
  const claimed = { claimed: bounds && `${facts.hardware.name}: ${bounds.least}–${bounds.most} tok/s` };
  const [slowest, fastest] = [Math.min(...measured), Math.max(...measured)];
  if (measured.length === 0) return result('speed', 'unknown', claimed);
  if (!bounds) return result('speed', 'unknown', { measured: speedText(slowest) });
  if (slowest < bounds.least) return result('speed', 'fail', { ...claimed, measured: speedText(slowest) });
  if (fastest > bounds.most) return result('speed', 'fail', { ...claimed, measured: speedText(fastest) });
  return result('speed', 'pass', { ...claimed, measured: speedText(slowest) });
}

const speedText = (tokensPerSecond: number): string => `${Math.round(tokensPerSecond * 10) / 10} tok/s`;
