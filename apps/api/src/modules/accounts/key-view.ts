import { startOfUtcDayMs, startOfUtcMonthMs } from '../../platform/index.ts';
import { toMinTier, toScopes } from './key-rules.ts';
import type { KeyView } from './shapes.ts';

/** A row of `api_key`, as far as its owner sees it. */
export interface ShownKeyRow {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  models: string[];
  minTier: string | null;
  capNano: bigint | null;
  capDayNano: bigint | null;
  capMonthNano: bigint | null;
  spentNano: bigint;
  heldNano: bigint;
  spentOn: Date | null;
  spentDayNano: bigint;
  spentMonthNano: bigint;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  rotatedAt: Date | null;
  previousUntil: Date | null;
  previousUsedAt: Date | null;
}

/** A key as its owner sees it at a moment: what was spent on another day or in another month is nothing now. */
export function toKeyView(row: ShownKeyRow, nowMs: number): KeyView {
  const { id, name, prefix, models, capNano, capDayNano, capMonthNano, spentNano, heldNano } = row;
  const spentOnMs = row.spentOn?.getTime() ?? Number.NEGATIVE_INFINITY;
  return {
    ...{ id, name, prefix, models, capNano, capDayNano, capMonthNano, spentNano, heldNano },
    spentDayNano: spentOnMs >= startOfUtcDayMs(nowMs) ? row.spentDayNano : 0n,
    spentMonthNano: spentOnMs >= startOfUtcMonthMs(nowMs) ? row.spentMonthNano : 0n,
    scopes: toScopes(row.scopes),
    minTier: toMinTier(row.minTier),
    createdAt: row.createdAt.getTime(),
    lastUsedAt: row.lastUsedAt?.getTime() ?? null,
    expiresAt: row.expiresAt?.getTime() ?? null,
    rotatedAt: row.rotatedAt?.getTime() ?? null,
    oldSecret: oldSecretOf(row, nowMs),
  };
}

function oldSecretOf({ previousUntil, previousUsedAt }: ShownKeyRow, nowMs: number): KeyView['oldSecret'] {
  if (!previousUntil || previousUntil.getTime() <= nowMs) return null;
  return { until: previousUntil.getTime(), lastUsedAt: previousUsedAt?.getTime() ?? null };
}
