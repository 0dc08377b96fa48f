import { randomUUID } from 'node:crypto';
import { unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../accounts/index.ts';
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
import { COST, codeOf, DISPUTE_DAYS, openDisputeScene } from './testing/dispute-scene.ts';

const WHY = 'The receipt says 50 tokens, the bytes say 5.';
const { world, usage, buyer, provider, admin, jobs, answered, disputed, clean, balance, moved } =
  await openDisputeScene();
afterAll(() => world.close());

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

  it('is decided by none of its two sides, though they be admins', async () => {
    const { disputeId } = await disputed();
    const seenBy = async (who: Actor) => unwrap(await disputeDetails(world, who, { disputeId })).dispute;
    expect(await seenBy(admin)).toMatchObject({ whoDecides: { barred: null }, mayLook: true });
    for (const side of [buyer, provider]) {
      expect(await seenBy(side)).toMatchObject({ whoDecides: { barred: 'dispute_own' }, mayLook: false });
      expect(await codeOf(askProvider(world, side, disputeId))).toBe('dispute_own');
      expect(await codeOf(decideDispute(world, side, { disputeId, decision: 'refuse', reason: WHY }))).toBe(
        'dispute_own',
      );
    }
    // Who disputes is not told to the provider, admin or not.
    expect(await seenBy(provider)).toMatchObject({ opener: null, shown: null });
    expect(await audited(disputeId)).toEqual([]);
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
    const details = unwrap(await disputeDetails(world, admin, { disputeId }));
    expect(details.evidence).toMatchObject({
      receiptCheck: 'fits',
      billedNano: COST,
      costNano: COST,
      tokens: { output: 50 },
    });
    expect(unwrap(await disputesForAdmin(world, admin, { isOpen: true })).map((it) => it.disputeId)).toContain(
      disputeId,
    );
    await world.db.pool.query(`UPDATE usage SET receipt_signature = repeat('0', 128) WHERE job_id = $1`, [
      details.dispute.jobId,
    ]);
    expect(unwrap(await disputeDetails(world, admin, { disputeId })).evidence?.receiptCheck).not.toBe('fits');
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
