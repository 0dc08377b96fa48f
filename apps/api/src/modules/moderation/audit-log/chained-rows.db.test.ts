import { readFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { inTransaction } from '../../../platform/index.ts';
import { openTestDatabase } from '../../../platform/testing/open-test-database.ts';
import { recordAudit, verifyAuditLog } from './index.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const MIGRATION = new URL(
  '../../../../../../prisma/migrations/20261129100000_audit_chain/migration.sql',
  import.meta.url,
);

/** The table as it was before it was a chain. */
const OLD_TABLE = `CREATE SCHEMA before; SET LOCAL search_path = before;
  CREATE TABLE audit_entry (id UUID PRIMARY KEY, actor_id UUID, action TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT,
    created_at TIMESTAMPTZ(3) NOT NULL);
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never'; END $$;
  CREATE TRIGGER audit_entry_immutable BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();`;

it('rows from before there was a chain are chained as the code would have done it', async () => {
  await inTransaction(db.pool, async (sql) => {
    await sql.query(OLD_TABLE);
    const reasons = ['plain', null, 'quotes " \\ and\nlines\t', 'кириллица 🦊 \u2028 \u0001 \u007f'];
    for (const [at, reason] of reasons.entries()) {
      await sql.query(`INSERT INTO audit_entry VALUES (gen_random_uuid(), $1, 'listing.reject', 'listing:1', $2, $3)`, [
        at % 2 === 0 ? null : crypto.randomUUID(),
        reason,
        new Date(Date.UTC(2026, 10, 23, 12, 0, at, 1 + at)),
      ]);
    }
    await sql.query(readFileSync(MIGRATION, 'utf8'));
    await recordAudit(sql, { actorId: null, action: 'listing.pause', subject: 'listing:1', atMs: Date.now() });
    expect(await verifyAuditLog(sql)).toMatchObject({ entries: 5, findings: [], head: { seq: 5 } });
  });
});
