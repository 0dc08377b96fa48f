import { type AccountId, unwrap } from '@spindle/shared';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerWorld, type LedgerWorld } from '../../modules/ledger/testing/index.ts';
import { exportSecretOf, TICKET_TTL_MS } from './export-ticket.ts';
import { exportLink, openExportRoute } from './export-usage.ts';

const exportSecret = exportSecretOf('ab'.repeat(32));
const app = Fastify();
let world: LedgerWorld;
let actor: { accountId: AccountId };

beforeAll(async () => {
  world = await createLedgerWorld();
  openExportRoute(app, { ...world, exportSecret });
  actor = { accountId: await world.person() };
  await world.db.pool.query(
    `INSERT INTO usage (job_id, account_id, model_id, "end", input_tokens, cached_tokens, output_tokens, cost_nano,
       fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
     SELECT gen_random_uuid(), $1, CASE WHEN n % 2 = 0 THEN 'even' ELSE 'odd' END, 'complete', 1, 0, n, 1, 0, 1, 1, 1,
       '{}', timestamptz '2026-11-01T00:00:00Z' + n * interval '1 minute'
     FROM generate_series(1, 2500) n`,
    [actor.accountId],
  );
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const startMs = Date.UTC(2026, 10, 28);
beforeEach(() => world.clock.set(startMs));

const linkTo = (input: Parameters<typeof exportLink>[2]) =>
  unwrap(exportLink({ clock: world.clock, exportSecret }, actor, input)).path;
const get = (url: string) => app.inject({ method: 'GET', url });

describe('a download', () => {
  it('has every row of the choice, as CSV and as JSON', async () => {
    const csv = await get(linkTo({ format: 'csv' }));
    expect(csv.statusCode).toBe(200);
    expect(csv.body.split('\r\n')).toHaveLength(2_502);
    const json = await get(linkTo({ format: 'json', modelId: 'even' }));
    const rows: { model: string }[] = JSON.parse(json.body);
    expect(rows).toHaveLength(1_250);
    expect(new Set(rows.map(({ model }) => model))).toEqual(new Set(['even']));
    expect(json.headers['content-disposition']).toBe('attachment; filename="spindle-usage.json"');
    expect(JSON.parse((await get(linkTo({ format: 'json', modelId: 'none' }))).body)).toEqual([]);
  });

  it('ends for whoever cannot be served any more as broken, not as complete', async () => {
    const failing = Fastify();
    const broken = { ...world.db, pool: Object.assign(Object.create(world.db.pool), { query: failAfter(2) }) };
    openExportRoute(failing, { ...world, db: broken, exportSecret });
    const url = await failing.listen({ port: 0, host: '127.0.0.1' });
    const response = await fetch(url + linkTo({ format: 'csv' }));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    await failing.close();
  });

  function failAfter(good: number) {
    let count = 0;
    return (...query: Parameters<typeof world.db.pool.query>) =>
      ++count > good ? Promise.reject(new Error('Connection terminated')) : world.db.pool.query(...query);
  }
});

describe('an address', () => {
  it('is good for ten minutes', async () => {
    const link = linkTo({ format: 'csv' });
    world.clock.set(startMs + TICKET_TTL_MS);
    expect((await get(link)).statusCode).toBe(200);
    world.clock.set(startMs + TICKET_TTL_MS + 1);
    expect((await get(link)).json().error.code).toBe('export_link_expired');
  });

  it('cannot be made by hand', async () => {
    const link = linkTo({ format: 'csv' });
    const [body = '', mac] = link.split('ticket=')[1]?.split('.') ?? [];
    const ticket = JSON.parse(Buffer.from(body, 'base64url').toString());
    const other = Buffer.from(JSON.stringify({ ...ticket, accountId: exportSecret.toString('hex') })).toString(
      'base64url',
    );
    for (const forged of [`${other}.${mac}`, `${body}.`, body, '', `${body}.${mac?.slice(1)}`])
      expect((await get(`/exports/usage?ticket=${forged}`)).statusCode).toBe(403);
    expect((await get('/exports/usage')).statusCode).toBe(403);
  });
});
