import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@spindle/devnet/test-database';
import type { AccountId } from '@spindle/shared';
import { afterAll, expect, it } from 'vitest';
import { openDatabase, type Sql } from '../../platform/index.ts';
import { ensureDatabase, migrate } from '../../platform/migrate.ts';
import { createLedger } from './create-ledger.ts';
import { MARKET } from './postings.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../../../prisma/migrations', import.meta.url));
const CHANGE = '20261129050200_holds_are_no_transfers';

const template = await createTestDatabase();
const url = new URL(template.url);
url.pathname += '_before';
const earlier = mkdtempSync(join(tmpdir(), 'migrations-'));

afterAll(async () => {
  const { pool, close } = openDatabase(template.url, () => {});
  await pool.query(`DROP DATABASE ${url.pathname.slice(1)} WITH (FORCE)`);
  await close();
  await template.drop();
  rmSync(earlier, { recursive: true });
});

const [buyer, idler, provider] = [randomUUID(), randomUUID(), randomUUID()] as AccountId[];
const [open, settled, released] = [randomUUID(), randomUUID(), randomUUID()];

/** As the books were written before: by transfers of the kind, from and to the accounts that are named. */
async function move(sql: Sql, kind: string, key: string, legs: [string | undefined, string, number][]): Promise<void> {
  const { rows } = await sql.query('INSERT INTO transfer (key, account_id, kind) VALUES ($1, $2, $3) RETURNING id', [
    key,
    buyer,
    kind,
  ]);
  await sql.query(
    `INSERT INTO posting SELECT $1, la.id, l.amount FROM unnest($2::uuid[], $3::text[], $4::bigint[]) l(owner, kind, amount)
     JOIN ledger_account la ON la.account_id = l.owner AND la.kind = l.kind`,
    [rows[0].id, legs.map(([owner]) => owner), legs.map(([, of]) => of), legs.map(([, , amount]) => amount)],
  );
}

async function openEarlierBooks(sql: Sql): Promise<void> {
  for (const [at, id] of [buyer, idler, provider].entries()) {
    await sql.query(`INSERT INTO account (id, telegram_id, first_name) VALUES ($1, $2, 'Ada')`, [id, at]);
  }
  await sql.query(
    `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state,
       deposited_nano, signed_nano, spent_nano, held_nano)
     VALUES ('0:c', $1, -239, '0:0', '0:1', 'ab', 60, '1', 'open', 1000, 1000, 60, 300)`,
    [buyer],
  );
  await sql.query(
    `INSERT INTO deposit (channel_address, lt, hash, account_id, amount_nano, happened_at) VALUES ('0:c', 1, 'h', $1, 1000, now())`,
    [buyer],
  );
  await sql.query(
    `INSERT INTO hold (job_id, account_id, channel_address, amount_nano, state, request_hash, terms, expires_at, channel_spent_on)
     SELECT job, $1, '0:c', amount, state, 'cd', '{"a":{"n":1}}', now() + interval '1 hour', day
     FROM (VALUES ($2::uuid, 300, 'open', NULL), ($3, 200, 'settled', DATE '2026-11-28'), ($4, 50, 'released', DATE '2026-11-28')) h(job, amount, state, day)`,
    [buyer, open, settled, released],
  );
  await sql.query(`UPDATE channel SET spent_on = '2026-11-28', spent_day_nano = 60`);
  for (const [owner, kind] of [
    ...[
      [buyer, 'deposited'],
      [buyer, 'held'],
      [idler, 'deposited'],
      [idler, 'held'],
      [provider, 'earned'],
    ],
    ...[
      [MARKET, 'fees'],
      [MARKET, 'chain'],
    ],
  ]) {
    await sql.query('INSERT INTO ledger_account (account_id, kind) VALUES ($1, $2)', [owner, kind]);
  }
  await move(sql, 'deposit', 'deposit:0:c:1', [
    [MARKET, 'chain', -1000],
    [buyer, 'deposited', 1000],
  ]);
  for (const [job, amount] of [
    [open, 300],
    [settled, 200],
    [released, 50],
  ] as const) {
    await move(sql, 'hold', `hold:${job}`, [
      [buyer, 'deposited', -amount],
      [buyer, 'held', amount],
    ]);
  }
  await move(sql, 'settle', `settle:${settled}`, [
    ...([
      [buyer, 'held', -200],
      [buyer, 'deposited', 140],
    ] as [string, string, number][]),
    ...([
      [provider, 'earned', 57],
      [MARKET, 'fees', 3],
    ] as [string, string, number][]),
  ]);
  await move(sql, 'release', `release:${released}`, [
    [buyer, 'held', -50],
    [buyer, 'deposited', 50],
  ]);
  await sql.query(
    `UPDATE ledger_account la SET balance_nano = (SELECT COALESCE(sum(amount_nano), 0) FROM posting p WHERE p.ledger_account_id = la.id)`,
  );
}

it('gives what open holds had moved back to their buyers, and settles them as if they had been opened now', async () => {
  for (const name of readdirSync(MIGRATIONS).filter((it) => it < CHANGE))
    cpSync(join(MIGRATIONS, name), join(earlier, name), { recursive: true });
  await ensureDatabase(url.href);
  await migrate(url.href, earlier);
  const db = openDatabase(url.href, () => {});
  await openEarlierBooks(db.pool);
  await migrate(url.href, MIGRATIONS);

  const ledger = createLedger({ db, clock: { nowMs: () => Date.now() } });
  expect(await ledger.audit()).toEqual([]);
  if (!buyer || !provider || !open) throw new Error('they are there');
  expect(await ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 640n, heldNano: 300n });
  expect(await ledger.holdOf(open)).toMatchObject({ amountNano: 300n, terms: { a: { n: 1 } } });

  const bill = { jobId: open, accountId: buyer, holdNano: 300n, costNano: 100n, feeNano: 5n, providerId: provider };
  expect((await ledger.settleHolds(await ledger.prepareSettlements([bill]))).closed).toEqual(new Set([open]));
  expect(await ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 840n, heldNano: 0n });
  expect(await ledger.balancesOf(provider)).toMatchObject({ earnedNano: 152n });
  expect(await ledger.audit()).toEqual([]);
  await expect(db.pool.query(`UPDATE ledger_account SET balance_nano = 1 WHERE kind = 'held'`)).rejects.toThrow(
    /nothing_held/,
  );
  await db.close();
});
