import { fail, ok, type Result } from '@spindle/shared';
import type { Sql } from '../../../../platform/index.ts';
import { insertShown } from './shown.repo.ts';
import { sealShown } from './shown-secret.ts';
import { MOST_KEPT_MS, MOST_SHOWN_BYTES } from './shown-times.ts';

/** Refusal: `dispute_shown_too_large`. What is in it is for an admin's device to check; the market does not read it. */
export function checkShown(file: string | undefined): Result<string | null> {
  if (!file) return ok(null);
  const isTooLarge = Buffer.byteLength(file) > MOST_SHOWN_BYTES;
  return isTooLarge ? fail('dispute_shown_too_large', { limitKb: MOST_SHOWN_BYTES / 1024 }) : ok(file);
}

/** Keeps what a buyer shows with their dispute, in its transaction. */
export async function keepShown(
  sql: Sql,
  shownSecret: Uint8Array,
  disputeId: string,
  file: string,
  nowMs: number,
): Promise<void> {
  const [now, keepUntil] = [new Date(nowMs), new Date(nowMs + MOST_KEPT_MS)];
  await insertShown(sql, { disputeId, sealed: sealShown(shownSecret, disputeId, file), now, keepUntil });
}
