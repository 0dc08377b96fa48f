import { type AccountId, fail, ok, type Result } from '@spindle/shared';
import type { Database } from '../../platform/index.ts';
import { isKey } from './check-filter.ts';
import { DAY_MS, daysBetween, startOfDayMs } from './days.ts';
import { foldSeries, totalOf } from './fold-series.ts';
import type { ChartInput, UsageChart } from './shapes.ts';
import { readKeyNames, readUsageChoices, readUsageDays } from './usage-chart.repo.ts';
import { MINI_APP } from './usage-conditions.ts';

const MAX_DAYS = 400;

/**
 * An account's usage by day, told apart by model or key: from the sums, so that it costs the same for ten requests and
 * for ten million. Refusal: `invalid_input` for days that are none, or more than 400 of them.
 */
export async function usageChart(
  { db }: { db: Database },
  actor: { accountId: AccountId },
  input: ChartInput,
): Promise<Result<UsageChart>> {
  const { fromDay, toDay, key } = input;
  const count = (startOfDayMs(toDay) - startOfDayMs(fromDay)) / DAY_MS + 1;
  if (!(count >= 1 && count <= MAX_DAYS)) {
    return fail('invalid_input', {
      field: 'days',
      hint: `Give two days like 2026-11-30, up to ${MAX_DAYS} days apart.`,
    });
  }
  if (key !== undefined && !isKey(key)) {
    return fail('invalid_input', { field: 'key', hint: 'Give the id of an API key, or "app".' });
  }
  const [rows, chosen] = await Promise.all([
    readUsageDays(db.pool, actor.accountId, input),
    readUsageChoices(db.pool, actor.accountId, input),
  ]);
  const days = daysBetween(fromDay, toDay);
  const names = await readKeyNames(
    db.pool,
    actor.accountId,
    chosen.keys.filter((id) => id !== MINI_APP),
  );
  const nameOf = (id: string) => names.get(id) ?? null;
  return ok({
    days,
    series: foldSeries(rows, days).map((it) => ({ ...it, name: nameOf(it.id) })),
    total: totalOf(rows),
    choices: { models: chosen.models, keys: chosen.keys.map((id) => ({ id, name: nameOf(id) })) },
  });
}
