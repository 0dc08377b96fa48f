import { randomInt } from 'node:crypto';
import { type AccountId, unwrap } from '@spindle/shared';
import { afterAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';
import { holdOf, settleOne } from '../../ledger/testing/index.ts';
import { makeJobs } from '../../usage/testing/index.ts';
import { decideDispute, openDispute } from './index.ts';
import { actorOf, COST, codeOf, openDisputeScene } from './testing/dispute-scene.ts';

const WHY = 'The receipt says 50 tokens, the bytes say 5.';
const { world, usage, buyer, provider, admin, disputed, clean, balance, moved } = await openDisputeScene();
afterAll(() => world.close());

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
