import { randomUUID } from 'node:crypto';
import { signReceipt, termsHash } from '@spindle/sealed/node';
import { makeNode, makeTerms, type TestNode } from '@spindle/sealed/testing';
import type { AccountId, Receipt, Signed, Terms } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HoldInput } from '../ledger/index.ts';
import { createLedgerWorld, holdOf, type LedgerWorld } from '../ledger/testing/index.ts';
import type { AnswerRecord } from './answer-record.ts';
import { billReceipt, freeOfCharge, worstCostNano } from './bill.ts';
import { createUsage, type Usage } from './create-usage.ts';
import { earningsOfListings, earnSummary } from './earnings.ts';
import { receiptOf, usageOf } from './usage-of.ts';

const LISTING = '01900000-0000-7000-8000-0000000000aa';
const warnings: string[] = [];
const log = { warn: (_: object, words: string) => void warnings.push(words), error: () => {} };

let world: LedgerWorld;
let usage: Usage;
let buyer: AccountId;
let provider: AccountId;
let node: TestNode;

beforeAll(async () => {
  world = await createLedgerWorld();
});
beforeEach(async () => {
  usage = createUsage({ ...world, log });
  [buyer, provider] = await Promise.all([world.buyer({ depositedNano: 10n ** 12n }), world.person()]);
  node = makeNode('b');
});
afterAll(() => world.close());

interface Job {
  hold: HoldInput;
  terms: Terms;
  nodeId: string;
}

async function openJob(more: Partial<HoldInput> = {}): Promise<Job> {
  const jobId = randomUUID();
  const terms = makeTerms(node.nodeId, { jobId, listingId: LISTING });
  const held = { [node.nodeId]: { providerId: provider, receiptKey: node.receipts.publicKey, terms } };
  const hold = holdOf(buyer, worstCostNano(terms), { jobId, terms: held, ...more });
  expect(await world.ledger.openHold(hold)).toEqual({ ok: true, value: null });
  return { hold, terms, nodeId: node.nodeId };
}

async function receiptFor({ hold, terms, nodeId }: Job, more: Partial<Receipt> = {}): Promise<Receipt> {
  return {
    v: 1,
    jobId: hold.jobId,
    nodeId,
    termsHash: await termsHash(terms),
    requestHash: hold.requestHash,
    answerHash: '11'.repeat(32),
    answerCommitment: '22'.repeat(32),
    tokens: { input: 100, cached: 20, output: 50 },
    end: 'stop',
    startedAt: 1_000,
    firstTokenAt: 1_250,
    endedAt: 3_000,
    ...more,
  };
}
const signed = async (job: Job, more: Partial<Receipt> = {}): Promise<Signed> =>
  signReceipt(await receiptFor(job, more), node.receipts);

async function recordFor(job: Job, more: Partial<AnswerRecord> = {}): Promise<AnswerRecord> {
  const receipt = await receiptFor(job);
  return {
    jobId: job.hold.jobId,
    accountId: buyer,
    apiKeyId: null,
    modelId: job.terms.model,
    holdNano: job.hold.amountNano,
    rateMicroUsdPerCoin: 3_000_000n,
    worker: { providerId: provider, listingId: LISTING, nodeId: job.nodeId },
    bill: billReceipt(job.terms, receipt, null),
    errorCode: null,
    firstTokenMs: 250,
    totalMs: 2_000,
    decision: { policy: 'cheapest', attempts: [{ nodeId: job.nodeId }] },
    receipt: await signReceipt(receipt, node.receipts),
    ...more,
  };
}

const rowsOf = async (accountId: AccountId) => {
  const page = await usageOf(world, { accountId }, {});
  return page.ok ? page.value.items : [];
};
const codeOf = (result: { ok: boolean; fault?: { code: string } }) => result.fault?.code;

describe('a request that ends', () => {
  it('is settled and written in one go, with what each side got', async () => {
    const job = await openJob();
    expect(await usage.record(await recordFor(job))).toBe('recorded');
    expect(await rowsOf(buyer)).toMatchObject([
      { jobId: job.hold.jobId, end: 'complete', costNano: 9_667n, feeNano: 483n, costMicroUsd: 29n, firstTokenMs: 250 },
    ]);
    expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(9_184n);
    expect((await world.ledger.balancesOf(buyer)).heldNano).toBe(0n);
  });

  it('is written once, by whoever comes first, alone or in one batch', async () => {
    const job = await openJob();
    const record = await recordFor(job);
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
    const job = await openJob();
    const bill = freeOfCharge({ kind: 'cut', delivered: 7, by: 'node' });
    await usage.record(await recordFor(job, { bill, errorCode: 'node_lost', receipt: null }));
    expect(await rowsOf(buyer)).toMatchObject([{ end: 'cut', errorCode: 'node_lost', outputTokens: 7, costNano: 0n }]);
    expect((await world.ledger.balancesOf(buyer)).depositedNano).toBe(10n ** 12n);
  });
});

describe('a late receipt', () => {
  it('settles the open hold, once', async () => {
    const job = await openJob();
    const receipt = await signed(job);
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, receipt)).toBe('ack');
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, receipt)).toBe('ack');
    expect(await rowsOf(buyer)).toMatchObject([
      { end: 'complete', costNano: 9_667n, firstTokenMs: 250, totalMs: 2_000 },
    ]);
    expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(9_184n);
    const { rows } = await world.db.pool.query('SELECT decision FROM usage WHERE job_id = $1', [job.hold.jobId]);
    expect(rows[0].decision).toEqual({ attempts: [{ nodeId: job.nodeId }], isLate: true });
  });

  it('bills a stopped answer for what was delivered, not for what the node had made', async () => {
    const job = await openJob();
    usage.noteStopped(job.hold.jobId, 10);
    await usage.settleLateReceipt(job.nodeId, job.hold.jobId, await signed(job, { end: 'stopped' }));
    expect(await rowsOf(buyer)).toMatchObject([{ end: 'stopped', outputTokens: 10, costNano: 4_334n }]);
  });

  it('is forgotten when its hold was released', async () => {
    const job = await openJob();
    await usage.record(await recordFor(job, { bill: freeOfCharge({ kind: 'empty' }), receipt: null }));
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, await signed(job))).toBe('ack');
    expect((await world.ledger.balancesOf(provider)).earnedNano).toBe(0n);
  });

  it.each<[string, (job: Job) => Promise<[nodeId: string, receipt: Signed]>]>([
    [
      'signed by another key',
      async (job) => [job.nodeId, await signReceipt(await receiptFor(job), makeNode('c').receipts)],
    ],
    ['of a node that was no candidate', async (job) => [makeNode('d').nodeId, await signed(job)]],
    ['for another request', async (job) => [job.nodeId, await signed(job, { requestHash: '33'.repeat(32) })]],
    ['under other terms', async (job) => [job.nodeId, await signed(job, { termsHash: '33'.repeat(32) })]],
    [
      'above its ceilings',
      async (job) => [job.nodeId, await signed(job, { tokens: { input: 1, cached: 0, output: 501 } })],
    ],
  ])('%s moves nothing', async (_, forge) => {
    const job = await openJob();
    const [nodeId, receipt] = await forge(job);
    expect(await usage.settleLateReceipt(nodeId, job.hold.jobId, receipt)).toBe('ack');
    expect(await rowsOf(buyer)).toEqual([]);
    expect((await world.ledger.balancesOf(buyer)).heldNano).toBe(job.hold.amountNano);
    expect(warnings.at(-1)).toBe('a late receipt does not fit its job');
  });

  it('stays with the node while the books cannot be written', async () => {
    const job = await openJob();
    const broken = createUsage({
      ...world,
      log,
      ledger: { ...world.ledger, prepareSettlements: () => Promise.reject(new Error('Connection terminated')) },
    });
    expect(await broken.settleLateReceipt(job.nodeId, job.hold.jobId, await signed(job))).toBe('keep');
    expect(await usage.settleLateReceipt(job.nodeId, job.hold.jobId, await signed(job))).toBe('ack');
  });
});

describe('a hold that nobody ended', () => {
  it('is given back after its time, and shown as cut', async () => {
    const job = await openJob({ expiresAtMs: world.clock.nowMs() - 1 });
    const running = await openJob();
    expect(await usage.releaseExpired()).toBeGreaterThanOrEqual(1);
    expect(await rowsOf(buyer)).toMatchObject([
      { jobId: job.hold.jobId, end: 'cut', costNano: 0n, errorCode: 'answer_cut' },
    ]);
    expect((await world.ledger.balancesOf(buyer)).heldNano).toBe(running.hold.amountNano);
  });
});

describe('lists', () => {
  it('come in pages, newest first, and only one’s own', async () => {
    const jobs: string[] = [];
    for (let at = 0; at < 5; at++) {
      world.clock.set(world.clock.nowMs() + 1);
      const job = await openJob();
      await usage.record(await recordFor(job));
      jobs.unshift(job.hold.jobId);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await usageOf(world, { accountId: buyer }, { cursor, limit: 2 });
      if (!page.ok) throw new Error('no page');
      seen.push(...page.value.items.map(({ jobId }) => jobId));
      cursor = page.value.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(jobs);
    expect(await rowsOf(provider)).toEqual([]);
    expect(codeOf(await usageOf(world, { accountId: buyer }, { cursor: "1_'; DROP TABLE usage" }))).toBe(
      'invalid_input',
    );
  });

  it('show the key that asked, and the receipt with its node', async () => {
    const apiKeyId = await world.apiKey(buyer, null);
    const job = await openJob({ apiKeyId });
    await usage.record(await recordFor(job, { apiKeyId }));
    const found = await receiptOf(world, { accountId: buyer }, { jobId: job.hold.jobId });
    expect(found).toMatchObject({ ok: true, value: { row: { keyName: 'key' }, node: null } });
    expect(found.ok && JSON.parse(found.value.receipt?.text ?? '')).toMatchObject({ jobId: job.hold.jobId });
    expect(codeOf(await receiptOf(world, { accountId: provider }, { jobId: job.hold.jobId }))).toBe('not_found');
    expect(codeOf(await receiptOf(world, { accountId: buyer }, { jobId: 'nonsense' }))).toBe('not_found');
  });

  it('sum up what a provider earned, by day and by listing', async () => {
    await usage.record(await recordFor(await openJob()));
    const yesterday = await openJob();
    await usage.record(await recordFor(yesterday));
    await world.db.pool.query(`UPDATE usage SET created_at = created_at - interval '1 day' WHERE job_id = $1`, [
      yesterday.hold.jobId,
    ]);
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
    const paid = await openJob();
    const worker = { providerId: provider, listingId, nodeId: paid.nodeId };
    await usage.record(await recordFor(paid, { worker }));
    await usage.record(await recordFor(await openJob(), { worker, bill: freeOfCharge({ kind: 'empty' }) }));
    expect(await earningsOfListings(world, [listingId, LISTING])).toEqual(
      new Map([[listingId, { listingId, earnedNano: 9_184n, requests: 1, lastAtMs: world.clock.nowMs() }]]),
    );
  });
});

it('leaves clean books', async () => {
  expect(await world.ledger.audit()).toEqual([]);
});
