import { rowsOf, type Sql, type Transaction } from '../../platform/index.ts';
import { POLICY_SETTINGS, type PolicySetting } from './shapes.ts';
import type { PolicyRow } from './timeline.ts';

/** SQL on the policy: rows are added, and cancelled while they are not in force. The database refuses the rest. */

type Columns = {
  id: string;
  setting: PolicySetting;
  value: number;
  effective_from: Date;
  announced_at: Date;
  cancelled_at: Date | null;
  note_en: string | null;
  note_ru: string | null;
};

/** All of it: a few rows a year. */
export async function readRows(transaction: Transaction): Promise<PolicyRow[]> {
  const rows = await rowsOf<Columns>(
    transaction,
    `SELECT id, setting, value, effective_from, announced_at, cancelled_at, note_en, note_ru
       FROM policy_change WHERE setting = ANY(string_to_array($1::text, ' ')) ORDER BY effective_from`,
    // Numbers that another version has are not for this one to show.
    [POLICY_SETTINGS.join(' ')],
  );
  return rows.map((row) => ({
    changeId: row.id,
    setting: row.setting,
    value: row.value,
    effectiveFromMs: row.effective_from.getTime(),
    announcedAtMs: row.announced_at.getTime(),
    cancelledAtMs: row.cancelled_at?.getTime() ?? null,
    note: row.note_en === null || row.note_ru === null ? null : { en: row.note_en, ru: row.note_ru },
  }));
}

/** Writes the first value of each number, once, however many brokers start at the same time. */
export async function insertFirstValues(
  sql: Sql,
  values: readonly { id: string; setting: PolicySetting; value: number }[],
  nowMs: number,
): Promise<void> {
  await sql.query(
    `INSERT INTO policy_change (id, setting, value, effective_from, announced_at)
     SELECT (v->>'id')::uuid, v->>'setting', (v->>'value')::int, $2, $2 FROM jsonb_array_elements($1::jsonb) AS v
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(values), new Date(nowMs)],
  );
}

/** Until the transaction ends, whoever changes the policy waits. */
export async function lockPolicy(transaction: Transaction): Promise<void> {
  await rowsOf(transaction, `SELECT pg_advisory_xact_lock(hashtext('policy_change'))::text`);
}

export async function insertRow(transaction: Transaction, row: PolicyRow, actorId: string): Promise<void> {
  const { changeId, setting, value, effectiveFromMs, announcedAtMs, note } = row;
  const times = [effectiveFromMs, announcedAtMs].map((ms) => new Date(ms).toISOString());
  await rowsOf(
    transaction,
    `INSERT INTO policy_change (id, setting, value, effective_from, announced_at, announced_by, note_en, note_ru)
     VALUES ($1::uuid, $2::text, $3::int, $4::timestamptz, $5::timestamptz, $6::uuid, $7::text, $8::text)`,
    [changeId, setting, value, ...times, actorId, note?.en ?? null, note?.ru ?? null],
  );
}

/** @returns false when there is no such change, or it is in force or cancelled already. */
export async function cancelRow(transaction: Transaction, changeId: string, nowMs: number): Promise<boolean> {
  const rows = await rowsOf(
    transaction,
    `UPDATE policy_change SET cancelled_at = $2::timestamptz
      WHERE id = $1::uuid AND cancelled_at IS NULL AND effective_from > $2::timestamptz RETURNING id`,
    [changeId, new Date(nowMs).toISOString()],
  );
  return rows.length === 1;
}
