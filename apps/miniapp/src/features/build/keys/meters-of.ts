import type { KeyView } from '../../../lib/api/index.ts';

export type Period = 'day' | 'month' | 'total';

/** How far a cap of a key is used. */
export interface Meter {
  period: Period;
  spentNano: bigint;
  capNano: bigint;
  /** From 0 to 1, to a thousandth. */
  share: number;
}

/** The caps that a key has, shortest first, and the one that it will reach first at this rate. */
export function metersOf(view: KeyView): { meters: Meter[]; fullest: Meter | null } {
  const meters = [
    meterOf('day', view.spentDayNano, view.capDayNano),
    meterOf('month', view.spentMonthNano, view.capMonthNano),
    meterOf('total', view.spentNano, view.capNano),
  ].filter((meter) => meter !== null);
  return { meters, fullest: meters.toSorted((a, b) => b.share - a.share)[0] ?? null };
}

function meterOf(period: Period, spentNano: bigint, capNano: bigint | null): Meter | null {
  if (capNano === null) return null;
  const share = capNano === 0n ? 1 : Math.min(1, Number((spentNano * 1_000n) / capNano) / 1_000);
  return { period, spentNano, capNano, share };
}
