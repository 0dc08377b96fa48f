import { type AccountId, unwrap } from '@spindle/shared';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerWorld, type LedgerWorld } from '../../../modules/ledger/testing/index.ts';
import { exportSecretOf, TICKET_TTL_MS } from '../export-ticket.ts';
import { exportLink } from '../export-usage.ts';
import { openStatementRoute, statementLink } from './export-statement.ts';

const AT = Date.UTC(2026, 10, 20, 10);
const exportSecret = exportSecretOf('ab'.repeat(32));
const place = { networkId: -239, localUrl: null };
const app = Fastify();
let world: LedgerWorld;
let actor: { accountId: AccountId };

beforeAll(async () => {
  world = await createLedgerWorld();
  openStatementRoute(app, { ...world, exportSecret, place });
  actor = { accountId: await world.buyer({ depositedNano: 2_000_000_000n }) };
  const { accountId } = actor;
  const { rows } = await world.db.pool.query('SELECT address FROM channel WHERE account_id = $1', [accountId]);
  const channel: string = rows[0].address;
  await world.db.pool.query(`UPDATE deposit SET happened_at = $2, hash = 'aa11' WHERE account_id = $1`, [
    ...[accountId, new Date(AT)],
  ]);
  await world.db.pool.query(
    `INSERT INTO usage (job_id, account_id, model_id, "end", input_tokens, cached_tokens, output_tokens, cost_nano,
       fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
     VALUES ('01900000-0000-7000-8000-000000000001', $1, '=HYPERLINK("x")', 'complete', 1, 0, 1, 1500000, 0, 1, 1, 1, '{}', $2)`,
    [accountId, new Date(AT + 60_000)],
  );
  await world.db.pool.query(
    `INSERT INTO channel_event (channel_address, account_id, kind, amount_nano, lt, hash, happened_at) VALUES
     ($1, $2, 'claim', 1500000, 5, 'bb22', $3), ($1, $2, 'allowance', 500000000, NULL, NULL, $4)`,
    [channel, accountId, new Date(AT + 120_000), new Date(AT + 180_000)],
  );
});
afterAll(async () => {
  await app.close();
  await world.close();
});
beforeEach(() => world.clock.set(AT + 3_600_000));

const linkTo = (period: { fromMs?: number; toMs?: number }) =>
  unwrap(statementLink({ clock: world.clock, exportSecret }, actor, period)).path;
const get = (url: string) => app.inject({ method: 'GET', url });

describe('a statement', () => {
  it('has every movement with its state, its exact amounts and its transaction', async () => {
    const reply = await get(linkTo({}));
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-disposition']).toBe('attachment; filename="spindle-statement.csv"');
    const [head, ...lines] = reply.body.trimEnd().split('\r\n');
    expect(head).toBe(
      'time,kind,state,reason,amount_ton,on_chain_ton,signed_total_ton,besides_ton,request,dispute,model,transaction,contract,link',
    );
    const cells = lines.map((line) => line.replace(/0:[0-9a-f]{64}/, '0:…'));
    expect(cells).toEqual([
      '2026-11-20T10:03:00.000Z,allowance,final,,0,,0.5,,,,,,0:…,',
      '2026-11-20T10:02:00.000Z,claim,final,,0,-0.0015,,,,,,bb22,0:…,https://tonviewer.com/transaction/bb22',
      `2026-11-20T10:01:00.000Z,spend,final,,-0.0015,,,,01900000-0000-7000-8000-000000000001,,"'=HYPERLINK(""x"")",,,`,
      '2026-11-20T10:00:00.000Z,deposit,final,,2,,,,,,,aa11,0:…,https://tonviewer.com/transaction/aa11',
    ]);
  });

  it('of a period has only what happened in it', async () => {
    const { body } = await get(linkTo({ fromMs: AT + 60_000, toMs: AT + 120_000 }));
    expect(body.trimEnd().split('\r\n').slice(1)).toHaveLength(1);
    expect((await get(linkTo({ fromMs: AT + 600_000 }))).body.split('\r\n')).toHaveLength(2);
  });

  it('is nobody else’s', async () => {
    const other = { accountId: await world.person() };
    const { path } = unwrap(statementLink({ clock: world.clock, exportSecret }, other, {}));
    expect((await get(path)).body.split('\r\n')).toHaveLength(2);
  });

  it('is given for ten minutes, and not for a ticket of another kind or by hand', async () => {
    const link = linkTo({});
    const usage = unwrap(exportLink({ clock: world.clock, exportSecret }, actor, { format: 'csv' })).path;
    expect((await get(usage.replace('/exports/usage', '/exports/statement'))).statusCode).toBe(403);
    expect((await get(`${link}x`)).statusCode).toBe(403);
    expect((await get('/exports/statement')).statusCode).toBe(403);
    world.clock.set(AT + 3_600_000 + TICKET_TTL_MS + 1);
    expect((await get(link)).json().error.code).toBe('export_link_expired');
  });
});
