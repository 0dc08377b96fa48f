import { type Clock, type Database, inTransaction, type Sql } from '../../platform/index.ts';
import { addHours, dropHoursBefore, type HourMarks, lockHourMarks, rewriteHour, saveHourMarks } from './hours.repo.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const KEEP_HOURS_MS = 60 * DAY_MS;
/** A row is seen by others at most this long after its time: statements are given up before. */
const LAG_MS = 30_000;
/** An hour is written anew so long after its end: what clocks that differ have put into it late is then there, too. */
const CHECK_AFTER_MS = 10 * 60_000;
/** So much is taken at once by a broker that comes late: a first start, or a night without one. */
const STEP_MS = DAY_MS;

/**
 * Clockwork: brings `earn_hour` up to half a minute ago, and writes each hour anew once after it is over, so that it is
 * what the rows add up to whatever happened meanwhile. One broker does it at a time.
 */
export async function sumUpHours({ db, clock }: { db: Database; clock: Clock }): Promise<void> {
  while (await inTransaction(db.pool, (sql) => step(sql, clock.nowMs())));
}

/** @returns whether there is more to do. */
async function step(sql: Sql, nowMs: number): Promise<boolean> {
  const thisHourMs = hourOf(nowMs);
  const marks = await lockHourMarks(sql, { untilMs: thisHourMs - KEEP_HOURS_MS, checkedMs: thisHourMs });
  if (!marks) return false;
  const targetMs = nowMs - LAG_MS;
  const untilMs = Math.max(marks.untilMs, Math.min(targetMs, marks.untilMs + STEP_MS));
  if (untilMs > marks.untilMs) await addHours(sql, marks.untilMs, untilMs);
  /** Hours before it get no more rows. */
  const settledMs = hourOf(Math.min(untilMs, nowMs - CHECK_AFTER_MS));
  const checkedMs = marks.checkedMs < settledMs ? await checkOn(sql, marks, settledMs) : marks.checkedMs;
  if (checkedMs > marks.checkedMs) await dropHoursBefore(sql, thisHourMs - KEEP_HOURS_MS);
  await saveHourMarks(sql, { untilMs, checkedMs });
  return untilMs < targetMs || checkedMs < settledMs;
}

/** One hour more; or all at once of what was added only after it was over. @returns up to where hours are right. */
async function checkOn(sql: Sql, marks: HourMarks, settledMs: number): Promise<number> {
  if (marks.checkedMs >= marks.untilMs) return settledMs;
  const nextMs = marks.checkedMs + HOUR_MS;
  await rewriteHour(sql, marks.checkedMs, nextMs);
  return nextMs;
}

const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;
