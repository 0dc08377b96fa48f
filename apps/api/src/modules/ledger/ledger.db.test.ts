import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../platform/index.ts';
import { createLedger } from './create-ledger.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from './testing/index.ts';

let world: LedgerWorld;
let provider: AccountId;
beforeAll(async () => {
  world = await createLedgerWorld();
  provider = await world.person();
});
afterAll(() => world.close());

const codeOf = async (answer: Promise<{ ok: boolean; fault?: { code: string } }>) => {
  const result = await answer;
  return result.ok ? 'ok' : result.fault?.code;
};
const channelOf = async (accountId: AccountId) =>
  (await world.db.pool.query('SELECT * FROM channel WHERE account_id = $1', [accountId])).rows[0];

describe('a hold', () => {
  it('sets money aside, settles by the bill, and gives the rest back', async () => {
    const buyer = await world.buyer({ depositedNano: 1_000n });
    const hold = holdOf(buyer, 600n);
    expect(await codeOf(world.ledger.openHold(hold))).toBe('ok');
    expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 400n, heldNano: 600n });

    const earnedBefore = (await world.ledger.balancesOf(provider)).earnedNano;
    expect(await settleOne(world, hold, { costNano: 250n, feeNano: 12n, providerId: provider })).toBe(true);
    expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 750n, heldNano: 0n });
    expect((await world.ledger.balancesOf(provider)).earnedNano - earnedBefore).toBe(238n);
    expect(await channelOf(buyer)).toMatchObject({ held_nano: '0', spent_nano: '250' });
    expect(await world.ledger.holdOf(hold.jobId)).toBeNull();
  });

  it('is settled once, whoever else tries, also in the same batch', async () => {
    const buyer = await world.buyer({ depositedNano: 1_000n });
    const hold = holdOf(buyer, 600n);
    await world.ledger.openHold(hold);
    const bill = { costNano: 100n, providerId: provider };
    const tries = await Promise.all([1, 2, 3, 4].map(() => settleOne(world, hold, bill)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await settleOne(world, hold, { costNano: 0n })).toBe(false);
    expect((await channelOf(buyer)).spent_nano).toBe('100');
  });

  it('is released when it costs nothing', async () => {
    const buyer = await world.buyer({ depositedNano: 1_000n });
    const hold = holdOf(buyer, 600n);
    await world.ledger.openHold(hold);
    expect(await settleOne(world, hold, { costNano: 0n })).toBe(true);
    expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 1_000n, heldNano: 0n });
  });

  it('burns its quote: the same job is never held twice', async () => {
    const buyer = await world.buyer({ depositedNano: 10_000n });
    const hold = holdOf(buyer, 10n);
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(world.ledger.openHold(hold))));
    expect(codes.toSorted()).toEqual(['ok', 'quote_used', 'quote_used']);
    await settleOne(world, hold, { costNano: 0n });
    expect(await codeOf(world.ledger.openHold(hold))).toBe('quote_used');
  });

  it('lets a small request through that came behind one too large, in the same batch', async () => {
    const buyer = await world.buyer({ depositedNano: 100n });
    const codes = await Promise.all([90n, 60n, 10n].map((it) => codeOf(world.ledger.openHold(holdOf(buyer, it)))));
    expect(codes).toEqual(['ok', 'insufficient_funds', 'ok']);
  });

  it.each([
    ['more than the deposit', { depositedNano: 100n }, 101n, 'insufficient_funds'],
    ['more than was signed', { depositedNano: 1_000n, signedNano: 100n }, 101n, 'insufficient_funds'],
    ['exactly what was signed', { depositedNano: 1_000n, signedNano: 100n }, 100n, 'ok'],
    ['from a closing channel', { depositedNano: 1_000n, state: 'closing' }, 1n, 'channel_closing'],
    ['from a channel that was only expected', { depositedNano: 0n, state: 'expected' }, 1n, 'insufficient_funds'],
  ])('of %s', async (_, money, amountNano, code) => {
    const buyer = await world.buyer(money);
    expect(await codeOf(world.ledger.openHold(holdOf(buyer, amountNano)))).toBe(code);
  });

  it('says how much would be needed and how much there is', async () => {
    const buyer = await world.buyer({ depositedNano: 500_000_000n });
    expect(await world.ledger.openHold(holdOf(buyer, 1_500_000_000n))).toEqual({
      ok: false,
      fault: { code: 'insufficient_funds', facts: { needed: '1.5 TON', spendable: '0.5 TON' } },
    });
  });

  it('stays under the cap of its key, counting what the key spent and holds', async () => {
    const buyer = await world.buyer({ depositedNano: 10_000n });
    const apiKeyId = await world.apiKey(buyer, 100n);
    const first = holdOf(buyer, 60n, { apiKeyId });
    expect(await codeOf(world.ledger.openHold(first))).toBe('ok');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer, 60n, { apiKeyId })))).toBe('key_cap_reached');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer, 60n)))).toBe('ok');
    await settleOne(world, first, { costNano: 30n, providerId: provider });
    expect(await codeOf(world.ledger.openHold(holdOf(buyer, 70n, { apiKeyId })))).toBe('ok');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer, 1n, { apiKeyId })))).toBe('key_cap_reached');
  });

  it('is written again at its end when a crash of the database lost it', async () => {
    const buyer = await world.buyer({ depositedNano: 1_000n });
    const [lost, kept] = [holdOf(buyer, 600n), holdOf(buyer, 300n)];
    await Promise.all([world.ledger.openHold(lost), world.ledger.openHold(kept)]);
    // What a server that crashed had not brought to its disk: this transaction as a whole.
    await world.db.pool.query('DELETE FROM hold WHERE job_id = $1', [lost.jobId]);
    await world.db.pool.query('UPDATE channel SET held_nano = held_nano - 600 WHERE account_id = $1', [buyer]);
    const bill = { costNano: 250n, feeNano: 12n, providerId: provider };
    expect(await Promise.all([settleOne(world, lost, bill), settleOne(world, kept, bill)])).toEqual([true, true]);
    expect(await settleOne(world, lost, bill)).toBe(false);
    expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 500n, heldNano: 0n });
    expect(await world.ledger.audit()).toEqual([]);
  });

  it('is found when it has expired', async () => {
    const buyer = await world.buyer({ depositedNano: 100n });
    const hold = holdOf(buyer, 10n, { expiresAtMs: world.clock.nowMs() - 1 });
    await world.ledger.openHold(hold);
    expect((await world.ledger.expiredHolds(100)).map(({ jobId }) => jobId)).toContain(hold.jobId);
  });
});

describe('a deposit', () => {
  it('is credited once, and a refund debited once', async () => {
    const buyer = await world.buyer({ depositedNano: 500n });
    const { address } = await channelOf(buyer);
    const again = { channel: address, lt: 1n, accountId: buyer, amountNano: 500n };
    expect(await inTransaction(world.db.pool, (sql) => world.ledger.creditDeposit(sql, again))).toBe(false);

    const refund = { channel: address, accountId: buyer, refundNano: 500n, leftNano: 500n };
    expect(await inTransaction(world.db.pool, (sql) => world.ledger.debitRefund(sql, refund))).toBe(true);
    expect(await inTransaction(world.db.pool, (sql) => world.ledger.debitRefund(sql, refund))).toBe(false);
    expect((await world.ledger.balancesOf(buyer)).depositedNano).toBe(0n);
  });
});

describe('the audit', () => {
  it('finds nothing in honest books', async () => {
    expect(await world.ledger.audit()).toEqual([]);
  });

  it('finds every kind of difference', async () => {
    const other = await createLedgerWorld();
    const buyer = await other.buyer({ depositedNano: 1_000n });
    const apiKeyId = await other.apiKey(buyer, null);
    await other.ledger.openHold(holdOf(buyer, 100n, { apiKeyId }));
    await other.db.pool.query(`UPDATE ledger_account SET balance_nano = balance_nano + 1 WHERE kind = 'deposited'`);
    await other.db.pool.query('UPDATE channel SET held_nano = held_nano + 1, spent_nano = 2');
    await other.db.pool.query(
      'UPDATE api_key SET held_nano = held_nano + 1, spent_nano = 2, spent_month_nano = 2, spent_day_nano = 1',
    );
    await other.db.pool.query('UPDATE deposit SET amount_nano = 999');
    const checks = (await other.ledger.audit()).map(({ check }) => check);
    expect(checks).toEqual([
      'balance is the sum of its postings',
      'held of a channel is the sum of its open holds',
      'held of a key is the sum of its open holds',
      'spent of a channel is what was settled from it',
      'spent of a key is what was settled by it',
      'spent of a key on its last day is what was settled on it',
      'spent of a key in its last month is what was settled in it',
      'deposited of a channel is what its own transactions brought',
      'every deposit on chain was credited, and no other',
    ]);
    await other.close();
  });

  it('has a database under it that refuses what is out of balance, or changed later', async () => {
    const buyer = await world.buyer({ depositedNano: 100n });
    const sql = world.db.pool;
    const transfer = await sql.query(`INSERT INTO transfer (key, account_id, kind) VALUES ($1, $2, 'x') RETURNING id`, [
      `x:${buyer}`,
      buyer,
    ]);
    const lopsided = sql.query(
      'INSERT INTO posting SELECT $1, id, 5 FROM ledger_account WHERE account_id = $2 LIMIT 1',
      [transfer.rows[0].id, buyer],
    );
    await expect(lopsided).rejects.toThrow(/sum to zero/);
    const stray = sql.query(`INSERT INTO posting SELECT 0, id, 0 FROM ledger_account WHERE account_id = $1 LIMIT 1`, [
      buyer,
    ]);
    await expect(stray).rejects.toThrow(/belongs to a transfer/);
    const nowhere = sql.query('INSERT INTO posting VALUES ($1, 0, 0)', [transfer.rows[0].id]);
    await expect(nowhere).rejects.toThrow(/belongs to a transfer/);
    await expect(sql.query('DELETE FROM ledger_account')).rejects.toThrow(/never changed or deleted/);
    await expect(sql.query('UPDATE posting SET amount_nano = 0')).rejects.toThrow(/never changed/);
    await expect(sql.query('UPDATE channel SET spent_nano = 101 WHERE account_id = $1', [buyer])).rejects.toThrow(
      /channel_not_overspent/,
    );
  });
});

describe('two brokers on one database', () => {
  it('never promise the same money twice', async () => {
    const buyer = await world.buyer({ depositedNano: 1_000n });
    const brokers = [world.ledger, createLedger(world), createLedger(world)];
    const codes = await Promise.all(
      Array.from({ length: 60 }, (_, at) => codeOf((brokers[at % 3] ?? world.ledger).openHold(holdOf(buyer, 30n)))),
    );
    expect(codes.filter((code) => code === 'ok')).toHaveLength(33);
    expect(codes.filter((code) => code === 'insufficient_funds')).toHaveLength(27);
    expect(await world.ledger.audit()).toEqual([]);
  });
});
