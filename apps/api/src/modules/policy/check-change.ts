import { fail, ok, type Result } from '@spindle/shared';
import { POLICY_RULES } from './settings.ts';
import type { AnnounceInput } from './shapes.ts';
import { type PolicyRow, rowAt, rowsAfter } from './timeline.ts';

const DAY_MS = 24 * 3600_000;
/** Every broker has heard of a change before it comes into force: each asks for new ones every ten seconds. */
export const LEAST_NOTICE_MS = 60_000;
/** Nobody plans further. */
const MOST_NOTICE_MS = 365 * DAY_MS;
/** Between "as soon as allowed" on a screen and here lie a few seconds. */
const SLACK_MS = 60_000;

export type ChangeRefusal = 'invalid_input' | 'policy_unchanged' | 'policy_notice' | 'policy_planned';

/**
 * Whether a number may become another one at a time. What counts as raising is judged against what will hold until then,
 * so that a fee can't be raised by steps that each look like less.
 * @returns when it comes into force, and what held until then.
 */
export function checkChange(
  rows: readonly PolicyRow[],
  { setting, value, effectiveFromMs: wished }: Pick<AnnounceInput, 'setting' | 'value' | 'effectiveFromMs'>,
  nowMs: number,
): Result<{ effectiveFromMs: number; before: number }, ChangeRefusal> {
  const rule = POLICY_RULES[setting];
  if (!Number.isInteger(value) || value < rule.low || value > rule.high) {
    return fail('invalid_input', { field: 'value', hint: `A whole number from ${rule.low} to ${rule.high}.` });
  }
  if (rowsAfter(rows, setting, nowMs).length > 0) return fail('policy_planned');
  const before = rowAt(rows, setting, nowMs)?.value ?? rule.initial;
  if (value === before) return fail('policy_unchanged', { value });
  const days = value > before ? rule.daysToRaise : rule.daysToLower;
  const earliestMs = nowMs + Math.max(LEAST_NOTICE_MS, days * DAY_MS);
  const effectiveFromMs = wished ?? earliestMs;
  if (effectiveFromMs < earliestMs - SLACK_MS) return fail('policy_notice', { days });
  if (effectiveFromMs > nowMs + MOST_NOTICE_MS) {
    return fail('invalid_input', { field: 'effectiveFromMs', hint: 'At most a year ahead.' });
  }
  return ok({ effectiveFromMs: Math.max(effectiveFromMs, nowMs + LEAST_NOTICE_MS), before });
}
