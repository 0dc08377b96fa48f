import { fail, ok, type Result, uuidv7 } from '@spindle/shared';
import { recordEvent, type Transaction } from '../../platform/index.ts';
import { type ChangeRefusal, checkChange } from './check-change.ts';
import { cancelRow, insertRow, lockPolicy, readRows } from './policy.repo.ts';
import type { AnnounceInput, PolicyChange } from './shapes.ts';

const LEAST_NOTE_CHARS = 10;

/**
 * Announces that a number changes, in the caller's transaction, and records the event that tells everybody. Of two admins
 * who do it at once the second is told that one is planned already.
 */
export async function announceChange(
  transaction: Transaction,
  actorId: string,
  input: AnnounceInput,
  nowMs: number,
): Promise<Result<PolicyChange, ChangeRefusal>> {
  const note = { en: input.note.en.trim(), ru: input.note.ru.trim() };
  if (note.en.length < LEAST_NOTE_CHARS || note.ru.length < LEAST_NOTE_CHARS) {
    return fail('invalid_input', {
      field: 'note',
      hint: `Say why in both languages, in ${LEAST_NOTE_CHARS} characters.`,
    });
  }
  await lockPolicy(transaction);
  const checked = checkChange(await readRows(transaction), input, nowMs);
  if (!checked.ok) return checked;
  const { effectiveFromMs, before } = checked.value;
  const { setting, value } = input;
  const row = {
    changeId: uuidv7(nowMs),
    setting,
    value,
    effectiveFromMs,
    announcedAtMs: nowMs,
    cancelledAtMs: null,
    note,
  };
  await insertRow(transaction, row, actorId);
  const facts = { setting, effectiveFromMs, before, value };
  const subject = `policy:${setting}`;
  await recordEvent(transaction, { kind: 'policy_announced', accountId: null, subject, facts }, nowMs);
  return ok({ ...row, before });
}

/** Takes back what is announced and not in force, in the caller's transaction. It stays in the changelog as cancelled. */
export async function cancelChange(
  transaction: Transaction,
  changeId: string,
  nowMs: number,
): Promise<Result<null, 'policy_in_force'>> {
  await lockPolicy(transaction);
  return (await cancelRow(transaction, changeId, nowMs)) ? ok(null) : fail('policy_in_force');
}
