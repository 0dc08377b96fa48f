import { unwrap } from '@spindle/shared';
import { signCloseAgreement } from '@spindle/ton';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../platform/index.ts';
import { followEarnings } from '../earnings/index.ts';
import { createEarningsWorld, type EarningsWorld, type TestProvider } from '../earnings/testing/earnings-world.ts';
import { closeNow, followEscrows, movements, queueClaims, sendCredits } from '../escrow/index.ts';
import type { EscrowBuyer } from '../escrow/testing/escrow-buyer.ts';
import { spend } from '../escrow/testing/spend.ts';
import { holdOf, settleOne } from '../ledger/testing/index.ts';
import { checkCoins, readCoins } from './coins.repo.ts';
import { runAudit } from './run-audit.ts';

const COIN = 10n ** 9n;

/** A market in which money goes the whole way: into escrows, claimed, funded ahead, paid out. */
let world: EarningsWorld;
let buyer: EscrowBuyer;
let provider: TestProvider;

beforeAll(async () => {
  world = await createEarningsWorld();
  const kinds = [followEscrows(world), followEarnings(world), world.treasury.followed];
  world = { ...world, follower: world.anotherFollower({ kinds }) };
  await world.follower.follow();
  // The world's own buyers have money that no chain has.
  await world.db.pool.query(`UPDATE ledger_account SET balance_nano = 0`);
  await world.db.pool.query('TRUNCATE posting, transfer, deposit, channel CASCADE');
  await world.db.pool.query(`DELETE FROM wallet_move`);
  await world.db.pool.query(`UPDATE treasury_wallet SET cursor_lt = NULL, cursor_hash = NULL, balance_nano = 0`);
  await world.follower.follow();
  buyer = await world.openBuyer(5n * COIN);
  provider = await world.provider();
});
afterAll(() => world.close());

/** The provider answers the buyer, for so much. */
async function earn(costNano: bigint): Promise<void> {
  const hold = holdOf(buyer.accountId, costNano);
  unwrap(await world.ledger.openHold(hold));
  await settleOne(world, hold, { costNano, providerId: provider.accountId });
}

const coins = () => readCoins(world.db.pool);
const audit = async () => (await runAudit({ ...world, pause: () => world.follower.follow() }, 'chain', null)).findings;

async function rounds(count = 4): Promise<void> {
  for (let round = 0; round < count; round++) {
    await world.earnings.promise();
    await world.earnings.fund();
    await world.earnings.payOut();
    await queueClaims(world);
    await world.treasury.send();
    expect(checkCoins(await coins())).toEqual([]);
    await world.follower.follow();
    expect(checkCoins(await coins())).toEqual([]);
  }
}

describe('all coins together', () => {
  it('are what the books say at each step of their way, and the chain has them', async () => {
    expect(await coins()).toMatchObject({ escrowsNano: 5n * COIN, claimsUnderWayNano: 0n });
    await spend(world, buyer, 2n * COIN);
    await rounds();
    expect(await coins()).toMatchObject({ escrowsNano: 3n * COIN, claimsUnderWayNano: 0n, fundingsUnderWayNano: 0n });
    expect(await audit()).toEqual([]);
  });

  it('are that also while they are under way', async () => {
    await spend(world, buyer, COIN);
    await queueClaims(world);
    await world.treasury.send();
    // The escrow alone is read, and not yet the wallet that it paid.
    const escrows = world.anotherFollower({ kinds: [followEscrows(world)] });
    await escrows.follow();
    expect(await coins()).toMatchObject({ escrowsNano: 2n * COIN, claimsUnderWayNano: COIN });
    expect(checkCoins(await coins())).toEqual([]);
    await rounds(1);
    expect(await coins()).toMatchObject({ claimsUnderWayNano: 0n });
  });

  it('are that when providers are funded and paid', async () => {
    await earn(COIN / 2n);
    await rounds();
    unwrap(await world.earnings.askPayout(provider.actor));
    await rounds();
    const { earningsNano } = await coins();
    expect(earningsNano).toBeGreaterThan(0n);
    expect(await audit()).toEqual([]);
  });

  it('are that when what was claimed is given back, and goes home after the close', async () => {
    const other = await world.openBuyer(5n * COIN);
    const hold = holdOf(other.accountId, COIN);
    unwrap(await world.ledger.openHold(hold));
    await settleOne(world, hold, { costNano: COIN, providerId: provider.accountId });
    await rounds();
    const refund = { jobId: hold.jobId, amountNano: COIN / 2n };
    unwrap(await inTransaction(world.db.pool, (sql) => world.ledger.refundJob(sql, refund)));
    expect((await world.ledger.balancesOf(other.accountId)).depositedNano).toBe(4n * COIN + COIN / 2n);

    const { networkId, address: channel } = other.terms;
    const { signature } = await signCloseAgreement(other.key, { networkId, channel, totalNano: COIN });
    unwrap(await closeNow(world, other.actor, { channel, totalNano: COIN, signature }));
    await rounds();
    const before = unwrap(await world.reader.getBalance(other.wallet.address));
    expect(await Promise.all([sendCredits(world), sendCredits(world)])).toContain(1);
    expect(await sendCredits(world)).toBe(0);
    await rounds();
    const home = unwrap(await world.reader.getBalance(other.wallet.address)) - before;
    expect(home).toBeGreaterThan(COIN / 2n - 5_000_000n);
    expect(home).toBeLessThanOrEqual(COIN / 2n);
    expect((await world.ledger.balancesOf(other.accountId)).depositedNano).toBe(0n);
    const { rows } = await world.db.pool.query(`SELECT state FROM outgoing WHERE kind = 'credit'`);
    expect(rows).toEqual([{ state: 'done' }]);
    const { items } = unwrap(await movements(world, other.actor, {}));
    const [credit] = items.filter(({ kind }) => kind === 'credit');
    expect(credit).toMatchObject({ state: 'final', amountNano: -COIN / 2n, channel });
    expect(credit?.transactionHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await world.ledger.audit()).toEqual([]);
    expect(await audit()).toEqual([]);
  });

  it.each([
    ['a balance of the wallet', 'UPDATE treasury_wallet SET balance_nano = balance_nano + 1', 'balance_nano - 1'],
  ])('differ with %s', async (_, change, back) => {
    await world.db.pool.query(change);
    expect((await audit()).map(({ check }) => check)).toEqual([
      'the market’s wallet has on chain what the books say',
      'the books say what lies in all contracts of ours',
    ]);
    await world.db.pool.query(`UPDATE treasury_wallet SET balance_nano = ${back}`);
    expect(await audit()).toEqual([]);
  });
});
