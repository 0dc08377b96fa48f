import { uuidv7 } from '@spindle/shared';
import type { Transaction } from '../../../platform/index.ts';
import type { AuditAction } from './actions.ts';
import { auditHash, GENESIS_HASH } from './audit-hash.ts';
import { insertEntry, lockLog, readHead, wroteTheSame } from './audit-log.repo.ts';
import type { AuditFacts } from './facts.ts';

export interface AuditRecord {
  /** The admin; null for the market itself. */
  actorId: string | null;
  action: AuditAction;
  /** What it was done to: `listing:<id>`, `account:<id>`. */
  subject: string;
  /** The reason by code. */
  code?: string | null;
  /** The reason in free words. */
  reason?: string | null;
  /** What it rests on. */
  facts?: AuditFacts | null;
  atMs: number;
}

/**
 * Writes one row of the audit log inside the caller's transaction, so that there is no act without its row and no row
 * without its act. Call it last: until the transaction ends, other writers of the log wait.
 * @param transaction of Prisma or of the pool, at READ COMMITTED.
 * @returns the row's number and hash, the new head of the log.
 */
export async function recordAudit(
  transaction: Transaction,
  record: AuditRecord,
): Promise<{ seq: number; hash: string }> {
  // The lock makes a queue of the writers; what the one before wrote is seen, because each statement reads afresh.
  await lockLog(transaction);
  const head = await readHead(transaction);
  const entry = {
    seq: (head?.seq ?? 0) + 1,
    prevHash: head?.hash ?? GENESIS_HASH,
    id: uuidv7(record.atMs),
    actorId: record.actorId,
    action: record.action,
    subject: record.subject,
    code: record.code ?? null,
    reason: record.reason === undefined || record.reason === null ? null : storable(record.reason),
    facts: record.facts ?? null,
    atMs: record.atMs,
  };
  const hash = auditHash(entry);
  await insertEntry(transaction, { ...entry, hash });
  return { seq: entry.seq, hash };
}

/** A finger that comes down twice, a request that the network repeats. */
const SECOND_CLICK_MS = 10_000;

/**
 * Whether this admin has done the very same a moment ago: then all is done, and the second click is told what the first was.
 * To be asked where an act found itself refused, or before it under the lock of its subject.
 */
export function isSecondClick(transaction: Transaction, record: AuditRecord): Promise<boolean> {
  const { actorId, action, subject, code = null, reason = null, facts = null, atMs } = record;
  const said = reason === null ? null : storable(reason);
  return wroteTheSame(transaction, { actorId, action, subject, code, reason: said, facts }, atMs - SECOND_CLICK_MS);
}

/** What people typed as the database gives it back: no halves of characters and no zero bytes, or the hash would not fit. */
const storable = (text: string): string => Buffer.from(text, 'utf8').toString('utf8').replaceAll('\0', '');
