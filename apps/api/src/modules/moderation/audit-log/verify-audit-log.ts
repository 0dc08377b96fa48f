import type { Sql } from '../../../platform/index.ts';
import { auditHash, GENESIS_HASH } from './audit-hash.ts';
import { type LogHead, readEntriesAfter, type StoredEntry, sleepingGuards } from './audit-log.repo.ts';

/** What is wrong with the log, and where. */
export type AuditLogFinding =
  /** The row says something else than when it was written. */
  | { kind: 'changed'; seq: number }
  /** Rows `seq` to `toSeq` are gone. */
  | { kind: 'removed'; seq: number; toSeq: number }
  /** The row does not follow the one before it: one of the two was put in, moved or written anew. */
  | { kind: 'unlinked'; seq: number }
  /** A head that was kept elsewhere is in no row: the log's end was cut off, or all of it written anew. */
  | { kind: 'anchor_missing'; hash: string }
  /** A trigger that refuses changes is off. */
  | { kind: 'guard_off'; guard: string };

export interface AuditLogReport {
  entries: number;
  /** The last row: keep it elsewhere, and ask for it next time. Null for a log without rows. */
  head: LogHead | null;
  /** Of the heads that were asked for, those that are there, by the row's number. */
  anchors: { hash: string; seq: number }[];
  findings: AuditLogFinding[];
}

const BATCH = 2_000;

/**
 * Reads the whole log and holds each row against its hash and its neighbour. Writes nothing, and may run beside a
 * market at work: rows that come meanwhile are read too, or not yet.
 * @param since heads that were kept elsewhere: each must still be in the log.
 */
export async function verifyAuditLog(sql: Sql, since: readonly string[] = []): Promise<AuditLogReport> {
  const wanted = new Set(since);
  const anchors: AuditLogReport['anchors'] = [];
  const findings: AuditLogFinding[] = [];
  let head: LogHead | null = null;
  let entries = 0;
  for (;;) {
    const rows: StoredEntry[] = await readEntriesAfter(sql, head?.seq ?? Number.MIN_SAFE_INTEGER, BATCH);
    for (const row of rows) {
      findings.push(...faultsOf(row, head));
      if (wanted.delete(row.hash)) anchors.push({ hash: row.hash, seq: row.seq });
      head = { seq: row.seq, hash: row.hash };
    }
    entries += rows.length;
    if (rows.length < BATCH) break;
  }
  for (const hash of wanted) findings.push({ kind: 'anchor_missing', hash });
  for (const guard of await sleepingGuards(sql)) findings.push({ kind: 'guard_off', guard });
  return { entries, head, anchors, findings };
}

function faultsOf(row: StoredEntry, before: LogHead | null): AuditLogFinding[] {
  const { hash, ...entry } = row;
  const faults: AuditLogFinding[] = [];
  const due = (before?.seq ?? 0) + 1;
  if (row.seq > due) faults.push({ kind: 'removed', seq: due, toSeq: row.seq - 1 });
  const isNext = row.seq === due && row.prevHash === (before?.hash ?? GENESIS_HASH);
  if (!isNext && row.seq <= due) faults.push({ kind: 'unlinked', seq: row.seq });
  if (hashOf(entry) !== hash) faults.push({ kind: 'changed', seq: row.seq });
  return faults;
}

/** Null for what we could never have written, like a fraction among the facts. */
function hashOf(entry: Omit<StoredEntry, 'hash'>): string | null {
  try {
    return auditHash(entry);
  } catch {
    return null;
  }
}
