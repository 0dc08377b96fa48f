import { uuidv7 } from '@spindle/shared';
import type { Clock, Database } from '../../platform/index.ts';
import { insertFirstValues, readRows } from './policy.repo.ts';
import { POLICY_RULES } from './settings.ts';
import { POLICY_SETTINGS, type PolicySetting, type PolicyView } from './shapes.ts';
import { changelogOf, firstOf, type PolicyRow, rowAt, rowsAfter } from './timeline.ts';

export interface Policy {
  /**
   * What a number is now. Answered from memory: rows come into force by the clock, in every broker at the same moment,
   * because none does so within a minute of its announcement.
   */
  valueOf(setting: PolicySetting): number;
  /** What a number was at a time, or will be. */
  valueAt(setting: PolicySetting, atMs: number): number;
  /** What holds, and how it came to hold. */
  view(): PolicyView;
  /** Clockwork: takes up what other brokers have written. */
  refresh(): Promise<void>;
}

interface PolicyDeps {
  db: Database;
  clock: Clock;
  /** What numbers are until somebody has changed them, where a deployment decides that. */
  initial: Partial<Record<PolicySetting, number>>;
}

/** Opens the policy: writes the first values where there are none, and reads all. */
export async function openPolicy({ db, clock, initial }: PolicyDeps): Promise<Policy> {
  const first = POLICY_SETTINGS.map((setting) => ({
    id: uuidv7(clock.nowMs()),
    setting,
    value: initial[setting] ?? POLICY_RULES[setting].initial,
  }));
  await insertFirstValues(db.pool, first, clock.nowMs());
  let rows: readonly PolicyRow[] = await readRows(db.pool);
  const valueAt = (setting: PolicySetting, atMs: number) =>
    (rowAt(rows, setting, atMs) ?? firstOf(rows, setting))?.value ?? initial[setting] ?? POLICY_RULES[setting].initial;
  return {
    valueAt,
    valueOf: (setting) => valueAt(setting, clock.nowMs()),
    view: () => ({
      numbers: POLICY_SETTINGS.map((setting) => numberOf(rows, setting, clock)),
      changes: changelogOf(rows),
    }),
    refresh: async () => {
      rows = await readRows(db.pool);
    },
  };
}

function numberOf(rows: readonly PolicyRow[], setting: PolicySetting, clock: Clock): PolicyView['numbers'][number] {
  const { initial, ...rule } = POLICY_RULES[setting];
  const now = rowAt(rows, setting, clock.nowMs());
  return {
    setting,
    value: now?.value ?? initial,
    sinceMs: now?.effectiveFromMs ?? 0,
    ...rule,
    planned: rowsAfter(rows, setting, clock.nowMs()).map(({ changeId, value, effectiveFromMs }) => ({
      changeId,
      value,
      effectiveFromMs,
    })),
  };
}
