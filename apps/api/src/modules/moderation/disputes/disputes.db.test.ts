import { randomInt, randomUUID } from 'node:crypto';
import { type AccountId, unwrap } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import { findDifferencesOfBooks } from '../../audit/books.repo.ts';
import { movements } from '../../escrow/index.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from '../../ledger/testing/index.ts';
import { createUsage, type Usage } from '../../usage/index.ts';
import { type Job, type Jobs, makeJobs } from '../../usage/testing/index.ts';
import { ANSWER_MS, DAY_MS } from './clock-times.ts';
import {
  answerDispute,
  askProvider,
  countWaitingDisputes,
  decideDispute,
  disputeDetails,
  disputeOfJob,
  disputesForAdmin,
  disputesOfProvider,
  myDisputes,
  openDispute,
  reportListing,
} from './index.ts';

const WHY = 'The receipt says 50 tokens, the bytes say 5.';
const COST = 9_667n;
const DISPUTE_DAYS = 30;
let world: LedgerWorld & { disputeMs: () => number; offerMemory: { clear(): void } };
let usage: Usage;
let [buyer, provider, admin] = [] as unknown as [Actor, Actor, Actor];
let jobs: Jobs;

const actor = async (): Promise<Actor> => actorOf(await world.person());
const actorOf = (accountId: AccountId) =>
  ({ accountId, roles: ['buyer'], via: { kind: 'session' } }) as unknown as Actor;
const codeOf = async (answer: Promise<{ ok: boolean; fault?: { code: string } }>) => (await answer).fault?.code ?? 'ok';

beforeAll(async () => {
  world = { ...(await createLedgerWorld()), disputeMs: () => DISPUTE_DAYS * DAY_MS, offerMemory: { clear: () => {} } };
  usage = createUsage({ ...world, log: { warn: () => {}, error: () => {} } });
  buyer = actorOf(await world.buyer({ depositedNano: 10n ** 9n }));
  [provider, admin] = await Promise.all([actor(), actor()]);
  jobs = makeJobs(world, { buyer: buyer.accountId, provider: provider.accountId });
});
afterAll(() => world.close());

async function answered(more: Parameters<Jobs['open']>[0] = {}): Promise<Job> {
  const job = await jobs.open(more);
  await usage.record(await jobs.recordFor(job));
  return job;
}

async function disputed(): Promise<{ jobId: string; disputeId: string }> {
  const { jobId } = (await answered()).hold;
  const { disputeId } = unwrap(await openDispute(world, buyer, { jobId, code: 'cut_short' }));
  return { jobId, disputeId };
}

const clean = async () => [...(await world.ledger.audit()), ...(await findDifferencesOfBooks(world.db.pool))];
const moved = async (of: Actor, kind: string) =>
  unwrap(await movements(world, of, {})).items.filter((it) => it.kind === kind);
const balance = async (of: Actor) => world.ledger.balancesOf(of.accountId);
const events = async (disputeId: string) =>
  (
    await world.db.pool.query('SELECT kind, account_id FROM outbox_event WHERE subject = $1 ORDER BY id', [
      `dispute:${disputeId}`,
    ])
  ).rows;
const audited = async (disputeId: string) =>
  (
    await world.db.pool.query('SELECT action FROM audit_entry WHERE subject = $1 ORDER BY seq', [
      `dispute:${disputeId}`,
    ])
  ).rows.map(({ action }) => action);

describe('a dispute', () => {
  it('goes from the buyer over the provider to a refund that both and the books see', async () => {
    const { jobId, disputeId } = await disputed();
    expect(unwrap(await myDisputes(world, buyer))[0]).toMatchObject({
      jobId,
      state: 'open',
      nextStep: 'market_decides',
      costNano: COST,
    });
    expect(unwrap(await disputesOfProvider(world, provider))).toEqual([]);
    expect(await codeOf(answerDispute(world, provider, { disputeId, words: 'I was not asked yet.' }))).toBe(
      'dispute_state',
    );

    unwrap(await askProvider(world, admin, disputeId));
    const [asked] = unwrap(await disputesOfProvider(world, provider));
    expect(asked).toMatchObject({
      state: 'asked',
      nextStep: 'provider_answers',
      dueMs: world.clock.nowMs() + ANSWER_MS,
    });
    expect(JSON.stringify(asked, (_, value) => String(value))).not.toContain(buyer.accountId);
    unwrap(await answerDispute(world, provider, { disputeId, words: 'A driver crashed, sorry.' }));
    expect(await codeOf(answerDispute(world, provider, { disputeId, words: 'And once more, twice.' }))).toBe(
      'dispute_state',
    );

    const [had, earned] = [await balance(buyer), await balance(provider)];
    const decide = { disputeId, decision: 'refund', amountNano: 5_000n, reason: WHY } as const;
    expect(unwrap(await decideDispute(world, admin, decide))).toMatchObject({
      state: 'refunded',
      refundNano: 5_000n,
      providerNano: 4_751n,
    });
    expect((await balance(buyer)).depositedNano - had.depositedNano).toBe(5_000n);
    expect(earned.earnedNano - (await balance(provider)).earnedNano).toBe(4_751n);
    expect(unwrap(await myDisputes(world, buyer))[0]).toMatchObject({
      state: 'refunded',
      reason: WHY,
      answer: 'A driver crashed, sorry.',
      nextStep: 'none',
    });
    const refund = { state: 'final', jobId, disputeId, atMs: world.clock.nowMs() };
    expect((await moved(buyer, 'given_back')).slice(0, 1)).toEqual([
      { id: `given_back:${disputeId}`, kind: 'given_back', amountNano: 5_000n, ...refund },
    ]);
    expect((await moved(provider, 'taken_back')).slice(0, 1)).toEqual([
      { id: `taken_back:${disputeId}`, kind: 'taken_back', amountNano: -4_751n, ...refund },
    ]);
    expect(unwrap(await disputeOfJob(world, buyer, { jobId }))).toMatchObject({ disputeId, state: 'refunded' });
    expect(unwrap(await disputeOfJob(world, provider, { jobId }))).toBeNull();
    expect((await events(disputeId)).map(({ kind, account_id }) => [kind, account_id])).toEqual([
      ['dispute_opened', provider.accountId],
      ['dispute_decided', buyer.accountId],
      ['dispute_decided', provider.accountId],
    ]);
    expect(await audited(disputeId)).toEqual(['dispute.ask', 'dispute.refund']);
    expect(await clean()).toEqual([]);
  });

  it('is decided once, whoever clicks at once, and never gives back more than it cost', async () => {
    const { disputeId } = await disputed();
    const decide = (amountNano: bigint) =>
      decideDispute(world, admin, { disputeId, decision: 'refund', amountNano, reason: WHY });
    expect(await codeOf(decide(COST + 1n))).toBe('refund_too_much');
    expect(await codeOf(decide(0n))).toBe('refund_too_much');
    expect(await codeOf(decideDispute(world, admin, { disputeId, decision: 'refuse', reason: 'no' }))).toBe(
      'reason_required',
    );
    expect(await codeOf(decideDispute(world, admin, { disputeId, decision: 'uphold', reason: WHY }))).toBe(
      'dispute_state',
    );
    const had = (await balance(buyer)).depositedNano;
    const codes = await Promise.all(
      [
        decide(COST),
        decide(COST - 1n),
        decideDispute(world, admin, { disputeId, decision: 'refuse', reason: WHY }),
      ].map(codeOf),
    );
    expect(codes.toSorted()).toEqual(['dispute_state', 'dispute_state', 'ok']);
    expect([0n, COST - 1n, COST]).toContain((await balance(buyer)).depositedNano - had);
    expect(await audited(disputeId)).toHaveLength(1);
    expect(await clean()).toEqual([]);
  });

  it('is refused for what cost nothing, is old, another’s, one’s own, or was disputed', async () => {
    const { jobId } = await disputed();
    expect(await codeOf(openDispute(world, buyer, { jobId, code: 'broken' }))).toBe('dispute_exists');
    expect(await codeOf(openDispute(world, admin, { jobId, code: 'broken' }))).toBe('not_found');
    const other = (await answered()).hold.jobId;
    expect(await codeOf(openDispute(world, buyer, { jobId: other, code: 'other', words: 'short' }))).toBe(
      'dispute_words_needed',
    );
    const nowMs = world.clock.nowMs();
    world.clock.set(nowMs + DISPUTE_DAYS * DAY_MS + 1);
    expect(await codeOf(openDispute(world, buyer, { jobId: other, code: 'broken' }))).toBe('dispute_too_late');
    world.clock.set(nowMs);
    const free = await jobs.open();
    const record = await jobs.recordFor(free, { receipt: null });
    await usage.record({ ...record, bill: { ...record.bill, costNano: 0n, feeNano: 0n, costMicroUsd: 0n } });
    expect(await codeOf(openDispute(world, buyer, { jobId: free.hold.jobId, code: 'broken' }))).toBe(
      'dispute_not_billed',
    );
  });

  it('lies before admins with evidence that is proven anew', async () => {
    const { disputeId } = await disputed();
    const details = unwrap(await disputeDetails(world, { disputeId }));
    expect(details.evidence).toMatchObject({
      receiptCheck: 'fits',
      billedNano: COST,
      costNano: COST,
      tokens: { output: 50 },
    });
    expect(unwrap(await disputesForAdmin(world, { isOpen: true })).map((it) => it.disputeId)).toContain(disputeId);
    await world.db.pool.query(`UPDATE usage SET receipt_signature = repeat('0', 128) WHERE job_id = $1`, [
      details.dispute.jobId,
    ]);
    expect(unwrap(await disputeDetails(world, { disputeId })).evidence?.receiptCheck).not.toBe('fits');
  });
});

describe('a report of a listing', () => {
  it('is made once by each until it is decided, moves no money, and counts as waiting', async () => {
    const listingId = await world.listing(provider.accountId);
    const before = (await countWaitingDisputes(world.db.pool, world.clock.nowMs())).waiting;
    const report = { listingId, code: 'fake_hardware' } as const;
    const { disputeId } = unwrap(await reportListing(world, buyer, report));
    expect(await codeOf(reportListing(world, buyer, report))).toBe('dispute_exists');
    expect(await codeOf(reportListing(world, provider, report))).toBe('own_listing_report');
    expect(await codeOf(reportListing(world, buyer, { ...report, listingId: randomUUID() }))).toBe('not_found');
    expect((await countWaitingDisputes(world.db.pool, world.clock.nowMs())).waiting).toBe(before + 1);
    expect(
      await codeOf(decideDispute(world, admin, { disputeId, decision: 'refund', amountNano: 1n, reason: WHY })),
    ).toBe('dispute_state');
    expect(unwrap(await decideDispute(world, admin, { disputeId, decision: 'uphold', reason: WHY })).state).toBe(
      'upheld',
    );
    expect(unwrap(await reportListing(world, buyer, report)).state).toBe('open');
  });
});

describe('money', () => {
  it('of refunds is taken from what is neither promised nor paid; the rest is the market’s loss', async () => {
    const { disputeId } = await disputed();
    const { earnedNano } = await balance(provider);
    await world.db.pool.query(
      `INSERT INTO earnings_account (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state, state_since, promised_nano, signature, created_at)
       VALUES ('0:e', $1, -217, '0:1', '0:2', 'ab', 60, '1', 'expected', now(), $2, 'ab', now())`,
      [provider.accountId, earnedNano - 100n],
    );
    const decided = unwrap(
      await decideDispute(world, admin, { disputeId, decision: 'refund', amountNano: COST, reason: WHY }),
    );
    expect(decided.providerNano).toBe(100n);
    expect((await balance(provider)).earnedNano).toBe(earnedNano - 100n);
    expect(await clean()).toEqual([]);
    await world.db.pool.query(`UPDATE earnings_account SET promised_nano = 0, signature = NULL`);
  });

  it('stays whole under random answers, refunds and closes, with keys and days', async () => {
    const people = await Promise.all([0, 1, 2].map(async () => world.buyer({ depositedNano: 10n ** 7n })));
    const keys = new Map(await Promise.all(people.map(async (it) => [it, await world.apiKey(it, null)] as const)));
    const done: { jobId: string; owner: AccountId }[] = [];
    const nowMs = world.clock.nowMs();

    async function one(at: number): Promise<void> {
      const owner = people[at % 3] ?? buyer.accountId;
      world.clock.set(nowMs + Math.floor(at / 40) * 24 * 3600_000);
      const mine = makeJobs(world, { buyer: owner, provider: provider.accountId });
      const job = await mine
        .open({ apiKeyId: randomInt(2) === 0 ? (keys.get(owner) ?? null) : null })
        .catch(() => null);
      if (job) {
        await usage.record(await mine.recordFor(job));
        done.push({ jobId: job.hold.jobId, owner });
      }
      const some = done[randomInt(done.length + 1)];
      if (!some) return;
      const opened = await openDispute(world, actorOf(some.owner), { jobId: some.jobId, code: 'broken' });
      if (!opened.ok) return;
      const { disputeId } = opened.value;
      const amountNano = BigInt(randomInt(1, Number(COST) + 1));
      const decide = (by: Actor) =>
        decideDispute(world, by, { disputeId, decision: 'refund', amountNano, reason: WHY });
      const codes = await Promise.all([decide(admin), decide(buyer)].map(codeOf));
      expect(codes.toSorted()).toEqual(['dispute_state', 'ok']);
    }

    for (let at = 0; at < 120; at += 6) await Promise.all([0, 1, 2, 3, 4, 5].map((more) => one(at + more)));
    world.clock.set(nowMs);
    expect(await clean()).toEqual([]);
  });

  it('of a closed channel is owed only as far as it was claimed', async () => {
    const owner = actorOf(await world.buyer({ depositedNano: 1_000_000n }));
    const mine = makeJobs(world, { buyer: owner.accountId, provider: provider.accountId });
    const ids: string[] = [];
    for (let count = 0; count < 2; count++) {
      const job = await mine.open();
      await usage.record(await mine.recordFor(job));
      ids.push(job.hold.jobId);
    }
    // Spent 19,334, of which 12,000 were claimed when it closed: 7,334 went home though they were spent.
    await inTransaction(world.db.pool, async (sql) => {
      const { rows } = await sql.query(
        `UPDATE channel SET state = 'closed', claimed_nano = 12000 WHERE account_id = $1 RETURNING address`,
        [owner.accountId],
      );
      const channel = rows[0].address;
      await world.ledger.debitRefund(sql, {
        channel,
        accountId: owner.accountId,
        refundNano: 988_000n,
        leftNano: 1_000_000n - 2n * COST,
      });
      await sql.query(
        `INSERT INTO refund (channel_address, lt, hash, account_id, amount_nano, paid_nano, happened_at) VALUES ($1, 9, 'h', $2, 988000, 988000, now())`,
        [channel, owner.accountId],
      );
    });
    for (const jobId of ids) {
      const { disputeId } = unwrap(await openDispute(world, owner, { jobId, code: 'broken' }));
      unwrap(await decideDispute(world, admin, { disputeId, decision: 'refund', amountNano: COST, reason: WHY }));
    }
    expect((await balance(owner)).depositedNano).toBe(12_000n);
    // The first refund had gone home in part when the escrow closed, and nothing more came of that part.
    const given = (await moved(owner, 'given_back')).map(({ amountNano, movedNano }) => [amountNano, movedNano]);
    expect(given.reduce((sum, [amount]) => sum + (amount ?? 0n), 0n)).toBe(12_000n);
    expect(given).toContainEqual([COST - 7_334n, COST]);
    expect(await clean()).toEqual([]);
  });

  it('given back is spent again', async () => {
    const owner = actorOf(await world.buyer({ depositedNano: 300_000n }));
    const mine = makeJobs(world, { buyer: owner.accountId, provider: provider.accountId });
    const job = await mine.open();
    await usage.record(await mine.recordFor(job));
    expect(await codeOf(world.ledger.openHold(holdOf(owner.accountId, 300_000n)))).toBe('insufficient_funds');
    const { disputeId } = unwrap(await openDispute(world, owner, { jobId: job.hold.jobId, code: 'broken' }));
    unwrap(await decideDispute(world, admin, { disputeId, decision: 'refund', amountNano: COST, reason: WHY }));
    const hold = holdOf(owner.accountId, 300_000n);
    unwrap(await world.ledger.openHold(hold));
    expect(await settleOne(world, hold, { costNano: 0n })).toBe(true);
    expect(await clean()).toEqual([]);
  });
});
