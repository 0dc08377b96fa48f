import { type AccountId, unwrap } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing/index.ts';
import type { AnswerRecord } from './answer-record.ts';
import { freeOfCharge } from './bill.ts';
import { createUsage } from './create-usage.ts';
import { type Jobs, LISTING, makeJobs } from './testing/index.ts';
import { usageExport } from './usage-export.ts';
import { receiptOf, usageOf } from './usage-of.ts';

const log = { warn: () => {}, error: () => {} };
const START_MS = Date.UTC(2026, 10, 30, 23, 59, 59);

let world: LedgerWorld;
let buyer: AccountId;
let jobs: Jobs;
let apiKeyId: string;
/** Job ids in the order of time, a second apart, over the end of a month. */
const made: string[] = [];

beforeAll(async () => {
  world = await createLedgerWorld();
  buyer = await world.buyer({ depositedNano: 10n ** 12n });
  jobs = makeJobs(world, { buyer, provider: await world.person() });
  apiKeyId = await world.apiKey(buyer, null);
  const usage = createUsage({ ...world, log });
  const kinds: Partial<AnswerRecord>[] = [
    { modelId: 'small', apiKeyId },
    { modelId: 'large', kind: 'embeddings', serviceClass: 'batch', tier: 'verified', queueMs: 40 },
    { modelId: 'large', bill: freeOfCharge({ kind: 'cut', delivered: 3, by: 'node' }), errorCode: 'node_lost' },
    { modelId: 'small' },
  ];
  for (const [at, more] of kinds.entries()) {
    world.clock.set(START_MS + at * 1_000);
    const job = await jobs.open();
    await usage.record(await jobs.recordFor(job, more));
    made.push(job.hold.jobId);
  }
});
afterAll(() => world.close());

const idsOf = async (filter: Parameters<typeof usageOf>[2]) =>
  unwrap(await usageOf(world, { accountId: buyer }, filter)).items.map(({ jobId }) => made.indexOf(jobId));

describe('a list', () => {
  it.each<[string, () => Parameters<typeof usageOf>[2], number[]]>([
    ['of everything', () => ({}), [3, 2, 1, 0]],
    ['from a moment on', () => ({ fromMs: START_MS + 1_000 }), [3, 2, 1]],
    ['up to a moment, and not at it', () => ({ toMs: START_MS + 1_000 }), [0]],
    ['of a model', () => ({ modelId: 'small' }), [3, 0]],
    ['of a key', () => ({ key: apiKeyId }), [0]],
    ['of the Mini App', () => ({ key: 'app' }), [3, 2, 1]],
    ['of what broke', () => ({ end: 'cut' }), [2]],
    ['of what did not', () => ({ end: 'complete' }), [3, 1, 0]],
    ['of a kind', () => ({ kind: 'embeddings' }), [1]],
    ['of a listing', () => ({ listingId: LISTING, modelId: 'small', key: 'app' }), [3]],
    ['of another listing', () => ({ listingId: apiKeyId }), []],
  ])('%s', async (_, filter, expected) => {
    expect(await idsOf(filter())).toEqual(expected);
  });

  it.each([
    ['from', { fromMs: -1 }],
    ['to', { fromMs: 10, toMs: 9 }],
    ['key', { key: "x' OR true --" }],
    ['listing', { listingId: 'mine' }],
  ])('is refused for a strange %s', async (field, filter) => {
    const refused = await usageOf(world, { accountId: buyer }, filter);
    expect(refused).toMatchObject({ ok: false, fault: { code: 'invalid_input', facts: { field } } });
  });

  it('keeps what was asked for, how long it waited and how fast it came', async () => {
    const [row] = unwrap(await usageOf(world, { accountId: buyer }, { kind: 'embeddings' })).items;
    expect(row).toMatchObject({ serviceClass: 'batch', tier: 'verified', queueMs: 40, attempts: 1 });
    expect(row?.tokensPerSecond).toBeCloseTo(50 / 1.75, 3);
  });
});

describe('an export', () => {
  it('gives every row, page by page, and reads no page before it is asked for', async () => {
    const more = 2_005;
    await world.db.pool.query(
      `INSERT INTO usage (job_id, account_id, model_id, "end", input_tokens, cached_tokens, output_tokens, cost_nano,
         fee_nano, cost_micro_usd, rate_micro_usd_per_coin, total_ms, decision, created_at)
       SELECT gen_random_uuid(), $1, 'many', 'complete', 1, 0, 1, 1, 0, 1, 1, 1, '{}',
         timestamptz '2026-11-29T00:00:00Z' + (n / 3) * interval '1 ms'
       FROM generate_series(1, $2::int) n`,
      [buyer, more],
    );
    let queries = 0;
    const pool = world.db.pool;
    const counting = {
      ...world.db,
      pool: new Proxy(pool, {
        get: (it, name) => {
          if (name === 'query') queries += 1;
          const member = Reflect.get(it, name);
          return typeof member === 'function' ? member.bind(it) : member;
        },
      }),
    };
    const pages = unwrap(await usageExport({ db: counting }, { accountId: buyer }, { modelId: 'many' }));
    const seen = new Set<string>();
    const sizes: number[] = [];
    for await (const page of pages) {
      sizes.push(page.length);
      expect(queries).toBe(sizes.length);
      for (const { jobId } of page) seen.add(jobId);
    }
    expect(sizes).toEqual([1_000, 1_000, 5]);
    expect(seen.size).toBe(more);
  });
});

describe('a journey', () => {
  it('comes with its row, machines by the names that people know', async () => {
    const listingId = await world.listing(await world.person());
    const nodeId = '01900000-0000-7000-8000-0000000000bb';
    await world.db.pool.query(
      `INSERT INTO node (id, listing_id, identity_key, program, hardware) VALUES ($1, $2, 'k', 'p', '{}')`,
      [nodeId, listingId],
    );
    const job = await jobs.open();
    const broken = { nodeId, startedMs: 4, firstFrameMs: 30, endedMs: 90, tokens: 7, after: 'node_lost' };
    const resumed = {
      nodeId: job.nodeId,
      startedMs: 92,
      firstFrameMs: 120,
      endedMs: 400,
      tokens: 43,
      resumed: true,
    } as const;
    await createUsage({ ...world, log }).record(
      await jobs.recordFor(job, {
        decision: {
          policy: 'fastest',
          considered: 5,
          excluded: [{ why: 'price', count: 3 }],
          queuedMs: 4,
          attempts: [broken, resumed],
        },
      }),
    );
    const found = unwrap(await receiptOf(world, { accountId: buyer }, { jobId: job.hold.jobId }));
    expect(found.row.attempts).toBe(2);
    expect(found.journey).toEqual({
      policy: 'fastest',
      considered: 5,
      excluded: [{ why: 'price', count: 3 }],
      queuedMs: 4,
      attempts: [
        { ...broken, listingTitle: 'Mine' },
        { ...resumed, listingTitle: null },
      ],
    });
  });
});
