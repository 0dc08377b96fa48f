import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../platform/index.ts';
import { openTestDatabase } from '../../../platform/testing/open-test-database.ts';
import { type AuditLogFinding, recordAudit, verifyAuditLog } from './index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const AT_MS = Date.UTC(2026, 10, 29, 12);
const record = (subject: string) => ({
  ...{ actorId: crypto.randomUUID(), action: 'listing.reject' as const, subject, code: 'hardware_mismatch' },
  ...{
    reason: 'A 4090 is no H100.\n«Mend it», please \\ "now".',
    facts: { claimed: 'h100', measured: 42 },
    atMs: AT_MS,
  },
});

/** What a superuser can do, and the database refuses everybody else. */
async function tamper(...statements: string[]): Promise<void> {
  await inTransaction(db.pool, async (sql) => {
    await sql.query('ALTER TABLE audit_entry DISABLE TRIGGER ALL');
    for (const statement of statements) await sql.query(statement);
    await sql.query('ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_immutable');
    await sql.query('ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_kept');
    await sql.query('ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_follows');
  });
}

const findings = async (since?: string[]): Promise<AuditLogFinding[]> =>
  (await verifyAuditLog(db.pool, since)).findings;

beforeEach(async () => {
  await tamper('TRUNCATE audit_entry');
  for (let at = 1; at <= 5; at++) await inTransaction(db.pool, (sql) => recordAudit(sql, record(`listing:${at}`)));
});

describe('the audit log', () => {
  it('is a chain whose every row fits, written by either library', async () => {
    await db.prisma.$transaction((tx) =>
      recordAudit(tx, { ...record('listing:6'), facts: null, reason: null, code: null }),
    );
    await db.prisma.$transaction((tx) => recordAudit(tx, record('listing:7')));
    const { entries, head, findings: found } = await verifyAuditLog(db.pool);
    expect({ entries, found, seq: head?.seq }).toEqual({ entries: 7, found: [], seq: 7 });
  });

  it('holds what people type, whatever it is', async () => {
    const odd = 'half \ud800 zero \0 line\u2028 tab\t \u0001 emoji 🦊 кавычки «»';
    await inTransaction(db.pool, (sql) => recordAudit(sql, { ...record('listing:6'), reason: odd }));
    expect(await findings()).toEqual([]);
  });

  it('goes on without a gap when many write at once, and when one of them is rolled back', async () => {
    const writers = Array.from({ length: 20 }, (_, at) =>
      inTransaction(db.pool, async (sql) => {
        await recordAudit(sql, record(`listing:${at}`));
        if (at % 4 === 0) throw new Error('thought better of it');
      }).catch(() => undefined),
    );
    await Promise.all(writers);
    expect(await verifyAuditLog(db.pool)).toMatchObject({ entries: 20, findings: [], head: { seq: 20 } });
  });

  it.each([
    ['UPDATE', `UPDATE audit_entry SET reason = 'x'`],
    ['DELETE', 'DELETE FROM audit_entry'],
    ['TRUNCATE', 'TRUNCATE audit_entry'],
    [
      'a row beside the chain',
      `INSERT INTO audit_entry (id, seq, prev_hash, hash, action, subject)
      VALUES (gen_random_uuid(), 99, 'a', 'b', 'listing.approve', 'listing:1')`,
    ],
  ])('refuses %s', async (_, statement) => {
    await expect(db.pool.query(statement)).rejects.toThrow(/audit_entry/);
  });
});

describe('the command finds', () => {
  it.each([
    ['a reason', `UPDATE audit_entry SET reason = 'It was fine.' WHERE seq = 3`],
    ['facts', `UPDATE audit_entry SET facts = '{"claimed": 4.5}' WHERE seq = 3`],
    ['an actor', `UPDATE audit_entry SET actor_id = NULL WHERE seq = 3`],
    ['a time', `UPDATE audit_entry SET created_at = created_at + interval '1 day' WHERE seq = 3`],
  ])('%s that was changed', async (_, statement) => {
    await tamper(statement);
    expect(await findings()).toEqual([{ kind: 'changed', seq: 3 }]);
  });

  it('a row that was changed and hashed anew', async () => {
    await tamper(`UPDATE audit_entry SET hash = repeat('a', 64) WHERE seq = 3`);
    expect(await findings()).toEqual([
      { kind: 'changed', seq: 3 },
      { kind: 'unlinked', seq: 4 },
    ]);
  });

  it('rows that were removed, at the start too', async () => {
    await tamper('DELETE FROM audit_entry WHERE seq IN (1, 3, 4)');
    expect(await findings()).toEqual([
      { kind: 'removed', seq: 1, toSeq: 1 },
      { kind: 'removed', seq: 3, toSeq: 4 },
    ]);
  });

  it('a row that was removed and the rest counted anew', async () => {
    await tamper(
      'DELETE FROM audit_entry WHERE seq = 5',
      'DELETE FROM audit_entry WHERE seq = 3',
      'UPDATE audit_entry SET seq = 3 WHERE seq = 4',
    );
    expect(await findings()).toEqual([
      { kind: 'unlinked', seq: 3 },
      { kind: 'changed', seq: 3 },
    ]);
  });

  it('rows that changed places', async () => {
    await tamper(
      'UPDATE audit_entry SET seq = 99 WHERE seq = 2',
      'UPDATE audit_entry SET seq = 2 WHERE seq = 3',
      'UPDATE audit_entry SET seq = 3 WHERE seq = 99',
    );
    const seqs = (await findings()).map(({ kind, ...where }) => `${kind} ${'seq' in where ? where.seq : ''}`);
    expect(seqs).toEqual(['unlinked 2', 'changed 2', 'unlinked 3', 'changed 3', 'unlinked 4']);
  });

  it('a row that was put in', async () => {
    await tamper(
      `INSERT INTO audit_entry (id, seq, prev_hash, hash, action, subject, created_at)
       SELECT gen_random_uuid(), 0, repeat('0', 64), repeat('c', 64), 'listing.approve', 'listing:9', now()`,
    );
    expect(await findings()).toContainEqual({ kind: 'unlinked', seq: 0 });
  });

  it('an end that was cut off, by a head that was kept elsewhere', async () => {
    const { head } = await verifyAuditLog(db.pool);
    const kept = head?.hash ?? '';
    await inTransaction(db.pool, (sql) => recordAudit(sql, record('listing:6')));
    expect(await verifyAuditLog(db.pool, [kept])).toMatchObject({ findings: [], anchors: [{ hash: kept, seq: 5 }] });
    await tamper('DELETE FROM audit_entry WHERE seq >= 5');
    expect(await findings()).toEqual([]);
    expect(await findings([kept])).toEqual([{ kind: 'anchor_missing', hash: kept }]);
  });

  it('a guard that was put to sleep', async () => {
    await db.pool.query('ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_immutable');
    expect(await findings()).toEqual([{ kind: 'guard_off', guard: 'audit_entry_immutable' }]);
    await tamper();
  });
});
