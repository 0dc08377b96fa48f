import { unwrap } from '@spindle/shared';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { bindWallet } from '../escrow/testing/bind-wallet.ts';
import { readAccountsOf } from './overview.repo.ts';
import { createEarningsWorld, type TestProvider } from './testing/earnings-world.ts';

const world = await createEarningsWorld();
afterAll(() => world.close());
afterEach(async () => {
  // What a test left on its way is sent and seen, so that the next one begins with nothing.
  await world.carry();
  await world.follower.follow();
});

const { earnings, treasury, db } = world;
const COIN = 10n ** 9n;
const LEAST = COIN / 2n;
const accountOf = async ({ accountId }: TestProvider) => (await readAccountsOf(db.pool, accountId))[0];
const chainOf = async (address: string | undefined) => unwrap(await world.reader.getChannel(address ?? ''));

/** A round of all that the market does by itself. */
async function round(): Promise<string[]> {
  await earnings.promise();
  await earnings.fund();
  const keys = await world.carry();
  await world.follower.follow();
  return keys;
}

async function withMachine(): Promise<TestProvider> {
  const provider = await world.provider();
  await world.joinMachine(provider);
  return provider;
}

describe('an account', () => {
  it('is deployed and funded before anything is earned, once a machine is there', async () => {
    const provider = await withMachine();
    await round();
    const account = await accountOf(provider);
    expect(account).toMatchObject({ state: 'open', depositedNano: LEAST, fundingNano: null, promisedNano: 0n });
    expect(await chainOf(account?.address)).toMatchObject({ status: 'open', depositedNano: LEAST, claimedNano: 0n });
    expect(await round()).toEqual([]);
    expect(unwrap(await earnings.overview(provider.actor))).toMatchObject({ fundedNano: LEAST, claimableNano: 0n });
  });

  it('of a provider without a machine is not funded until they earn', async () => {
    const provider = await world.provider();
    await round();
    expect(await accountOf(provider)).toMatchObject({ state: 'expected', depositedNano: 0n });
    await world.earn(provider, 1n);
    await round();
    expect(await accountOf(provider)).toMatchObject({ state: 'open', promisedNano: 1n });
  });

  it('is funded again when half of what lies ahead is used up, and not before', async () => {
    const provider = await withMachine();
    await round();
    await world.earn(provider, LEAST / 2n);
    expect(await round()).toEqual([]);
    await world.earn(provider, 1n);
    await round();
    const account = await accountOf(provider);
    expect(account?.depositedNano).toBeGreaterThanOrEqual(LEAST / 2n + 1n + LEAST);
    expect(account?.depositedNano).toBeLessThan(LEAST / 2n + LEAST + COIN / 50n);
  });

  it('of a second wallet is not funded ahead; what is promised on either is', async () => {
    const provider = await withMachine();
    await world.earn(provider, LEAST);
    await earnings.promise();
    const first = await accountOf(provider);
    await bindWallet(world, provider.actor, await world.newWallet(COIN));
    await round();
    const second = (await readAccountsOf(db.pool, provider.accountId)).find(
      ({ address }) => address !== first?.address,
    );
    expect(second).toMatchObject({ state: 'expected', depositedNano: 0n });
    expect(await chainOf(first?.address)).toMatchObject({ depositedNano: LEAST });
    await world.earn(provider, 7n);
    await round();
    expect(await chainOf(second?.address)).toMatchObject({ status: 'open' });
  });
});

describe('a top-up', () => {
  it('is on its way once, whatever number of brokers look, and whatever they see of the chain', async () => {
    const provider = await withMachine();
    await earnings.promise();
    const brokers = [earnings, world.another(), world.another()];
    await Promise.all(brokers.map((broker) => broker.fund()));
    await Promise.all(brokers.map((broker) => broker.fund()));
    await world.earn(provider, 3n * COIN);
    await earnings.promise();
    await Promise.all(brokers.map((broker) => broker.fund()));
    expect(await world.carry()).toHaveLength(1);
    await Promise.all([world.follower.follow(), world.followAgain().follow(), world.followAgain().follow()]);
    expect(await accountOf(provider)).toMatchObject({ depositedNano: LEAST, fundingNano: null });
    await round();
    expect(await accountOf(provider)).toMatchObject({ promisedNano: 3n * COIN, depositedNano: 3n * COIN + LEAST });
  });

  it('that the chain does not show yet stays on its way while the chain is silent', async () => {
    const provider = await withMachine();
    await earnings.promise();
    await earnings.fund();
    await world.carry();
    await world.setDown(true);
    await world.follower.follow();
    await earnings.fund();
    expect((await accountOf(provider))?.fundingNano).toBe(LEAST);
    await world.setDown(false);
    await world.follower.follow();
    expect(await accountOf(provider)).toMatchObject({ depositedNano: LEAST, fundingNano: null });
  });

  it('that was given up is sent for anew, as another message', async () => {
    const provider = await withMachine();
    await earnings.promise();
    await earnings.fund();
    const before = await accountOf(provider);
    expect(await treasury.drop(db.pool, before?.fundingKey ?? '', 'treasury_low')).toBe(true);
    world.clock.set(world.clock.nowMs() + 61_000);
    await earnings.fund();
    await earnings.fund();
    const after = await accountOf(provider);
    expect(after?.fundingKey).toBe(`${before?.fundingKey}:2`);
    await world.carry();
    await world.follower.follow();
    expect(await accountOf(provider)).toMatchObject({ depositedNano: LEAST, fundingKey: null });
  });

  it('goes ahead of the pace at which the provider earns', async () => {
    const provider = await withMachine();
    const day = new Date(world.clock.nowMs()).toISOString().slice(0, 10);
    const hours = 24n + BigInt(new Date(world.clock.nowMs()).getUTCHours());
    await db.pool.query(
      `INSERT INTO earn_day (provider_id, day, listing_id, requests, earned_nano, output_tokens, last_at)
       VALUES ($1, $2, $3, 1, $4, 1, now())`,
      [provider.accountId, day, provider.listingId, COIN * hours],
    );
    await round();
    expect(await accountOf(provider)).toMatchObject({ depositedNano: 12n * COIN });
  });
});
