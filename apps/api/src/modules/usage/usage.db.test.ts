import { signReceipt } from '@spindle/sealed/node';
import { makeNode } from '@spindle/sealed/testing';
import { type AccountId, type Signed, uuidv7 } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLedgerWorld, type LedgerWorld } from '../ledger/testing/index.ts';
import { freeOfCharge } from './bill.ts';
import { createUsage, type Usage } from './create-usage.ts';
import { earningsOfListings, earnSummary } from './earnings.ts';
import { type Job, type Jobs, LISTING, makeJobs } from './testing/index.ts';
import { receiptOf, usageOf } from './usage-of.ts';

const warnings: string[] = [];
const log = { warn: (_: object, words: string) => void warnings.push(words), error: () => {} };

let world: LedgerWorld;
let usage: Usage;
let buyer: AccountId;
let provider: AccountId;
let jobs: Jobs;

beforeAll(async () => {
  world = await createLedgerWorld();
});
beforeEach(async () => {
  usage = createUsage({ ...world, log });
  [buyer, provider] = await Promise.all([world.buyer({ depositedNano: 10n ** 12n }), world.person()]);
  jobs = makeJobs(world, { buyer, provider });
});
afterAll(() => world.close());

const rowsOf = async (accountId: AccountId) => {
  const page = await usageOf(world, { accountId }, {});
  return page.ok ? page.value.items : [];
};
const codeOf = (result: { ok: boolean; fault?: { code: string } }) => result.fault?.code;

describe('a request that ends', () => {
  it('is settled and written in one go, with what each side got', async () => {
    const job = await jobs.open();
    expect(await usage.record(await jobs.recordFor(job))).toBe('recorded');
    expect(await rowsOf(buyer)).toMatchObject([
      { jobId: job.hold.jobId, end: 'complete', costNano: 9_667n, feeNano: 483n, costMicroUsd: 29n, firstTokenMs: 250 },
    ]);
    expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(9_184n);
    expect((await world.ledger.balancesOf(buyer)).heldNano).toBe(0n);
  });

  it('is written once, by whoever comes first, alone or in one batch', async () => {
    const job = await jobs.open();
    const record = await jobs.recordFor(job);
    const outcomes = await Promise.all([
      usage.record(record),
      usage.record(record),
      createUsage({ ...world, log }).record(record),
    ]);
    expect(outcomes).toContain('recorded');
    expect(await usage.record(record)).toBe('known');
    expect(await rowsOf(buyer)).toHaveLength(1);
    expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(9_184n);
  });

  it('costs nothing when the provider’s side broke it', async () => {
    const job = await jobs.open();
    const bill = freeOfCharge({ kind: 'cut', delivered: 7, by: 'node' });
    await usage.record(await jobs.recordFor(job, { bill, errorCode: 'node_lost', receipt: null }));
    expect(await rowsOf(buyer)).toMatchObject([{ end: 'cut', errorCode: 'node_lost', outputTokens: 7, costNano: 0n }]);
    expect((await world.ledger.balancesOf(buyer)).depositedNano).toBe(10n ** 12n);
  });
});

describe('a late receipt', () => {
  it('settles the open hold, once', async () => {
    const job = await jobs.open();
    const receipt = await jobs.signed(job);
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, receipt)).toBe('settled');
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, receipt)).toBe('over');
    expect(await rowsOf(buyer)).toMatchObject([
      { end: 'complete', costNano: 9_667n, firstTokenMs: 250, totalMs: 2_000 },
    ]);
    expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(9_184n);
    const { rows } = await world.db.pool.query('SELECT decision FROM usage WHERE job_id = $1', [job.hold.jobId]);
    expect(rows[0].decision).toEqual({ attempts: [{ nodeId: job.nodeId }], isLate: true });
  });

  it('bills a stopped answer for what was delivered, not for what the node had made', async () => {
    const job = await jobs.open();
    usage.noteStopped(job.hold.jobId, job.nodeId, 10);
    await usage.settleLateReceipt(job.nodeId, job.hold.jobId, await jobs.signed(job, { end: 'stopped' }));
    expect(await rowsOf(buyer)).toMatchObject([{ end: 'stopped', outputTokens: 10, costNano: 4_334n }]);
  });

  it('is forgotten when its hold was released', async () => {
    const job = await jobs.open();
    await usage.record(await jobs.recordFor(job, { bill: freeOfCharge({ kind: 'empty' }), receipt: null }));
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, await jobs.signed(job))).toBe('over');
    expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(0n);
  });

  it.each<[string, (job: Job) => Promise<[nodeId: string, receipt: Signed]>]>([
    [
      'signed by another key',
      async (job) => [job.nodeId, await signReceipt(await jobs.receiptFor(job), makeNode('c').receipts)],
    ],
    ['of a node that was no candidate', async (job) => [makeNode('d').nodeId, await jobs.signed(job)]],
    ['of another job', async (job) => [job.nodeId, await jobs.signed(job, { jobId: uuidv7(world.clock.nowMs()) })]],
    ['for another request', async (job) => [job.nodeId, await jobs.signed(job, { requestHash: '33'.repeat(32) })]],
    ['under other terms', async (job) => [job.nodeId, await jobs.signed(job, { termsHash: '33'.repeat(32) })]],
    [
      'above its ceilings',
      async (job) => [job.nodeId, await jobs.signed(job, { tokens: { input: 1, cached: 0, output: 501 } })],
    ],
  ])('%s moves nothing', async (_, forge) => {
    const job = await jobs.open();
    const [nodeId, receipt] = await forge(job);
    expect(await usage.settleLateReceipt(nodeId, job.hold.jobId, receipt)).toBe('misfit');
    expect(await rowsOf(buyer)).toEqual([]);
    expect((await world.ledger.balancesOf(buyer)).heldNano).toBe(job.hold.amountNano);
    expect(warnings.at(-1)).toBe('a late receipt does not fit its job');
  });

  it('stays with the node while the books cannot be written', async () => {
    const job = await jobs.open();
    const broken = createUsage({
      ...world,
      log,
      ledger: { ...world.ledger, prepareSettlements: () => Promise.reject(new Error('Connection terminated')) },
    });
    expect(await broken.settleLateReceipt(job.nodeId, job.hold.jobId, await jobs.signed(job))).toBe('keep');
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, await jobs.signed(job))).toBe('settled');
  });

  it('that does not fit leaves the good one what it was: billed for what was delivered', async () => {
    const job = await jobs.open();
    usage.noteStopped(job.hold.jobId, job.nodeId, 10);
    const forged = await jobs.signed(job, { end: 'stopped', requestHash: '33'.repeat(32) });
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, forged)).toBe('misfit');
    await usage.settleLateReceipt(job.nodeId, job.hold.jobId, await jobs.signed(job, { end: 'stopped' }));
    expect(await rowsOf(buyer)).toMatchObject([{ end: 'stopped', outputTokens: 10, costNano: 4_334n }]);
  });
});

describe('a hold that nobody ended', () => {
  it('is given back after its time, and shown as cut', async () => {
    const job = await jobs.open({ expiresAtMs: world.clock.nowMs() - 1 });
    const running = await jobs.open();
    expect(await usage.releaseExpired()).toBeGreaterThanOrEqual(1);
    expect(await rowsOf(buyer)).toMatchObject([
      { jobId: job.hold.jobId, end: 'cut', costNano: 0n, errorCode: 'answer_cut' },
    ]);
    expect((await world.ledger.balancesOf(buyer)).heldNano).toBe(running.hold.amountNano);
  });
});

describe('lists', () => {
  it('come in pages, newest first, and only one’s own', async () => {
    const made: string[] = [];
    for (let at = 0; at < 5; at++) {
      world.clock.set(world.clock.nowMs() + 1);
      const job = await jobs.open();
      await usage.record(await jobs.recordFor(job));
      made.unshift(job.hold.jobId);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await usageOf(world, { accountId: buyer }, { cursor, limit: 2 });
      if (!page.ok) throw new Error('no page');
      seen.push(...page.value.items.map(({ jobId }) => jobId));
      cursor = page.value.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(made);
    expect(await rowsOf(provider)).toEqual([]);
    expect(codeOf(await usageOf(world, { accountId: buyer }, { cursor: "1_'; DROP TABLE usage" }))).toBe(
      'invalid_input',
    );
  });

  it('show the key that asked, and the receipt with its node', async () => {
    const apiKeyId = await world.apiKey(buyer, null);
    const job = await jobs.open({ apiKeyId });
    await usage.record(await jobs.recordFor(job, { apiKeyId }));
    const found = await receiptOf(world, { accountId: buyer }, { jobId: job.hold.jobId });
    expect(found).toMatchObject({ ok: true, value: { row: { keyName: 'key' }, node: null } });
    expect(found.ok && JSON.parse(found.value.receipt?.text ?? '')).toMatchObject({ jobId: job.hold.jobId });
    expect(codeOf(await receiptOf(world, { accountId: provider }, { jobId: job.hold.jobId }))).toBe('not_found');
    expect(codeOf(await receiptOf(world, { accountId: buyer }, { jobId: 'nonsense' }))).toBe('not_found');
  });

  it('sum up what a provider earned, by day and by listing', async () => {
    await usage.record(await jobs.recordFor(await jobs.open()));
    const nowMs = world.clock.nowMs();
    world.clock.set(nowMs - 24 * 60 * 60_000);
    await usage.record(await jobs.recordFor(await jobs.open()));
    world.clock.set(nowMs);
    const summary = await earnSummary(world, { accountId: provider });
    if (!summary.ok) throw new Error('no summary');
    expect(summary.value).toMatchObject({ earnedNano: 18_368n, earnedTodayNano: 9_184n, requests: 2 });
    expect(summary.value.days).toHaveLength(14);
    expect(summary.value.days.slice(-2).map(({ earnedNano, requests }) => [earnedNano, requests])).toEqual([
      [9_184n, 1],
      [9_184n, 1],
    ]);
  });

  it('sum up what each listing earned', async () => {
    const listingId = await world.listing(provider);
    const paid = await jobs.open();
    const worker = { providerId: provider, listingId, nodeId: paid.nodeId };
    await usage.record(await jobs.recordFor(paid, { worker }));
    await usage.record(await jobs.recordFor(await jobs.open(), { worker, bill: freeOfCharge({ kind: 'empty' }) }));
    expect(await earningsOfListings(world, [listingId, LISTING])).toEqual(
      new Map([[listingId, { listingId, earnedNano: 9_184n, requests: 1, lastAtMs: world.clock.nowMs() }]]),
    );
  });
});

it('leaves clean books', async () => {
  expect(await world.ledger.audit()).toEqual([]);
});
