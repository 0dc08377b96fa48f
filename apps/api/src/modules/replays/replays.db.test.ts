import { randomUUID } from 'node:crypto';
import { type AccountId, unwrap } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../platform/index.ts';
import { openTestDatabase, testClock } from '../../platform/testing/open-test-database.ts';
import { createReplays, type KeptReply, MAX_REPLY_BYTES, type ReplayAsk, type Run } from './index.ts';

const clock = testClock();
const logged: unknown[] = [];
const log = { warn: (facts: object) => void logged.push(facts), error: (facts: object) => void logged.push(facts) };
const HOUR_MS = 3600_000;
const LEASE_MS = 120_000;

let db: Database;
let close: () => Promise<void>;
let ask: ReplayAsk;

beforeAll(async () => {
  ({ db, close } = await openTestDatabase());
});
afterAll(() => close());
beforeEach(() => {
  ask = {
    accountId: randomUUID() as AccountId,
    apiKeyText: 'sk-spindle-canary-key',
    idempotencyKey: `canary-header-${randomUUID()}`,
    path: '/v1/chat/completions',
    body: '{"messages":"canary-question"}',
  };
});

const replays = () => createReplays({ db, clock, log });
const reply = (body: string | Uint8Array): KeptReply => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'x-spindle-job': 'one' },
  body: Buffer.from(body),
});
const begin = async (more: Partial<ReplayAsk> = {}) => replays().begin({ ...ask, ...more });
const run = async (more: Partial<ReplayAsk> = {}): Promise<Run> => {
  const begun = unwrap(await begin(more));
  if (begun.kind !== 'run') throw new Error('it was a replay');
  return begun.run;
};
const codeOf = async (more: Partial<ReplayAsk> = {}) => {
  const begun = await begin(more);
  return begun.ok ? begun.value.kind : begun.fault.code;
};

describe('a second request under the same key', () => {
  it('gets the reply of the first, byte for byte', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, ...Buffer.from('canary-answer «ё»')]);
    await (await run()).keep(reply(bytes));
    expect(unwrap(await begin())).toEqual({ kind: 'replay', reply: { ...reply(bytes), body: bytes } });
  });

  it('is refused while the first is in work, and told when to come again', async () => {
    await run();
    expect(await begin()).toEqual({
      ok: false,
      fault: { code: 'idempotency_running', facts: { retryAfterSeconds: 2 } },
    });
  });

  it('with another body or path is refused, before and after the first has ended', async () => {
    const first = await run();
    expect(await codeOf({ body: '{}' })).toBe('idempotency_mismatch');
    await first.keep(reply('{}'));
    expect(await codeOf({ body: '{}' })).toBe('idempotency_mismatch');
    expect(await codeOf({ path: '/v1/completions' })).toBe('idempotency_mismatch');
  });

  it('runs again when the first has failed', async () => {
    await (await run()).forget();
    expect(await codeOf()).toBe('run');
  });

  it('runs again when the broker of the first has died; that one then writes nothing', async () => {
    const dead = await run();
    clock.pass(LEASE_MS - 1);
    expect(await codeOf()).toBe('idempotency_running');
    clock.pass(1);
    expect(await codeOf({ body: 'another' })).toBe('idempotency_mismatch');
    const second = await run();
    await dead.keep(reply('late'));
    await dead.forget();
    expect(await codeOf()).toBe('idempotency_running');
    await second.keep(reply('good'));
    expect(unwrap(await begin())).toMatchObject({ kind: 'replay', reply: reply('good') });
  });

  it('is refused, not charged again, when the reply was too large to keep', async () => {
    await (await run()).keep(reply(Buffer.alloc(MAX_REPLY_BYTES)));
    expect(await codeOf()).toBe('idempotency_too_large');
    expect(await codeOf({ body: 'another' })).toBe('idempotency_mismatch');
  });

  it('after 24 hours is a new request, whether the row was dropped or not', async () => {
    await (await run()).keep(reply('old'));
    clock.pass(24 * HOUR_MS - 1);
    expect(await codeOf()).toBe('replay');
    clock.pass(1);
    await (await run({ body: 'another' })).keep(reply('new'));
    expect(await codeOf({ body: 'another' })).toBe('replay');
    clock.pass(24 * HOUR_MS);
    expect(await replays().dropExpired()).toBeGreaterThan(0);
    const { rows } = await db.pool.query('SELECT 1 FROM idempotent_reply');
    expect(rows).toEqual([]);
  });

  it('of twenty at once exactly one runs', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf()));
    expect(codes.filter((code) => code === 'run')).toHaveLength(1);
    expect(codes.filter((code) => code === 'idempotency_running')).toHaveLength(19);
  });
});

describe('another', () => {
  it.each([
    ['API key', { apiKeyText: 'sk-spindle-other' }],
    ['account', { accountId: randomUUID() as AccountId }],
    ['header', { idempotencyKey: 'other' }],
  ])('%s is another request', async (_, more) => {
    await (await run()).keep(reply('mine'));
    expect(await codeOf(more)).toBe('run');
  });
});

describe('at rest', () => {
  it('lies nothing that says what was asked, answered, or under which keys', async () => {
    await (await run()).keep(reply('canary-answer'));
    await run({ idempotencyKey: 'canary-other' });
    const { rows } = await db.pool.query('SELECT * FROM idempotent_reply');
    const all = rows.flatMap((row) =>
      Object.values(row).map((it) => (Buffer.isBuffer(it) ? it : Buffer.from(`${it}`))),
    );
    expect(all.length).toBeGreaterThan(10);
    for (const bytes of all)
      for (const form of ['latin1', 'hex', 'base64'] as const) {
        expect(bytes.toString(form)).not.toContain(Buffer.from('canary').toString(form).slice(0, 7));
      }
    expect(JSON.stringify(logged)).not.toContain('canary');
  });

  it('a reply that was moved to another row does not open there', async () => {
    await (await run()).keep(reply('mine'));
    await (await run({ idempotencyKey: 'other' })).keep(reply('theirs'));
    await db.pool.query(
      `UPDATE idempotent_reply SET reply = (SELECT reply FROM idempotent_reply WHERE account_id = $1 LIMIT 1)
        WHERE account_id = $1`,
      [ask.accountId],
    );
    const outcomes = await Promise.allSettled([begin(), begin({ idempotencyKey: 'other' })]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
});
