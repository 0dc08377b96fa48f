import { unwrap } from '@spindle/shared';
import { claimBody, MESSAGE_VALUE_NANO, type WalletSender } from '@spindle/ton';
import { afterAll, describe, expect, it } from 'vitest';
import type { Earnings } from './index.ts';
import { readAccountsOf } from './overview.repo.ts';
import { createEarningsWorld, type TestProvider } from './testing/earnings-world.ts';

const world = await createEarningsWorld();
afterAll(() => world.close());

const { earnings, treasury, db, ledger } = world;
const COIN = 10n ** 9n;
const overview = async ({ actor }: TestProvider) => unwrap(await earnings.overview(actor));
const history = async ({ actor }: TestProvider) => unwrap(await earnings.payouts(actor, {})).items;
const balance = async ({ address }: WalletSender) => unwrap(await world.reader.getBalance(address));

/** Everything that the market does by itself, until nothing is left to send. */
async function rounds(broker: Earnings = earnings): Promise<void> {
  for (let round = 0; round < 4; round++) {
    await broker.promise();
    await broker.fund();
    await broker.payOut();
    await world.carry();
    await world.follower.follow();
  }
}

/** A provider who has earned so much, with an account that is funded for it. */
async function earned(amountNano: bigint): Promise<TestProvider> {
  const provider = await world.provider();
  await world.earn(provider, amountNano);
  await rounds();
  return provider;
}

/** The provider's own wallet sends what the Mini App hands to it. */
async function claimAlone({ actor, wallet }: TestProvider): Promise<void> {
  const [account] = unwrap(await earnings.overview(actor)).accounts;
  const message = unwrap(await earnings.claimMessage(actor, { address: account?.address ?? '' }));
  expect(message.payee).toBe(wallet.address);
  const found = (await readAccountsOf(db.pool, actor.accountId)).find(({ address }) => address === account?.address);
  const { networkId, address: channel, promisedNano: cumulativeNano, signature } = found ?? {};
  if (!(networkId && channel && cumulativeNano && signature)) throw new Error('the account has a voucher');
  const total = (found?.claimedNano ?? 0n) + message.claimNano;
  const body = claimBody(total, { networkId, channel, cumulativeNano, signature });
  expect(message).toMatchObject({ amount: String(MESSAGE_VALUE_NANO), payload: body.toBoc().toString('base64') });
  await world.send(wallet, { to: channel, valueNano: MESSAGE_VALUE_NANO, body });
}

describe('a payout that a provider asks for', () => {
  it('brings all that is claimable to their wallet, once, and is in the books and the history', async () => {
    const provider = await earned(3n * COIN);
    expect(await overview(provider)).toMatchObject({ claimableNano: 3n * COIN, paidNano: 0n, next: { why: 'ask' } });
    const before = await balance(provider.wallet);
    unwrap(await earnings.askPayout(provider.actor));
    expect((await overview(provider)).next).toMatchObject({ why: 'in_work' });
    await rounds();
    expect((await balance(provider.wallet)) - before).toBe(3n * COIN);
    const after = await overview(provider);
    expect(after).toMatchObject({ earnedNano: 3n * COIN, claimableNano: 0n, paidNano: 3n * COIN, open: [] });
    expect(after.next).toMatchObject({ why: 'nothing' });
    expect(await history(provider)).toMatchObject([
      {
        state: 'paid',
        askedBy: 'provider',
        amountNano: 3n * COIN,
        transactionHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(await ledger.balancesOf(provider.accountId)).toMatchObject({ earnedNano: 0n, paidNano: 3n * COIN });
    expect(await ledger.audit()).toEqual([]);
  });

  it('is one, however often it is asked for and by however many brokers it is carried', async () => {
    const provider = await earned(COIN);
    const before = await balance(provider.wallet);
    const brokers = [earnings, world.another(), world.another()];
    await Promise.all(brokers.map((broker) => broker.askPayout(provider.actor)));
    await Promise.all([...brokers, ...brokers].map((broker) => broker.payOut()));
    expect((await world.carry()).filter((key) => key.startsWith('payout:'))).toHaveLength(1);
    await Promise.all([world.follower.follow(), world.followAgain().follow()]);
    await rounds();
    expect((await balance(provider.wallet)) - before).toBe(COIN);
    expect(await history(provider)).toHaveLength(1);
  });

  it('waits while its account is being funded, and says so', async () => {
    const provider = await world.provider();
    await world.earn(provider, COIN);
    await earnings.promise();
    unwrap(await earnings.askPayout(provider.actor));
    await earnings.payOut();
    expect((await overview(provider)).open).toMatchObject([{ state: 'waiting_funds', reason: 'account_funding' }]);
    await rounds();
    expect(await history(provider)).toMatchObject([{ state: 'paid', amountNano: COIN }]);
  });

  it('is refused when there is too little, nothing, or nobody to carry it', async () => {
    const [little, nothing] = [await earned(99_999_999n), await world.provider()];
    expect(await earnings.askPayout(little.actor)).toMatchObject({ fault: { code: 'payout_too_small' } });
    expect(await earnings.askPayout(nothing.actor)).toMatchObject({ fault: { code: 'nothing_to_claim' } });
    const still = world.another({ treasury: { ...treasury, canSign: false } });
    expect(await still.askPayout(little.actor)).toMatchObject({ fault: { code: 'payouts_uncarried' } });
    expect(unwrap(await still.overview(little.actor))).toMatchObject({
      isCarrying: false,
      next: { why: 'payouts_uncarried' },
    });
  });
});

describe('a provider who claims alone', () => {
  it('has a payout of their own in books and history', async () => {
    const provider = await earned(2n * COIN);
    const before = await balance(provider.wallet);
    await claimAlone(provider);
    await world.follower.follow();
    const came = (await balance(provider.wallet)) - before;
    expect(came).toBeGreaterThan(2n * COIN - 10_000_000n);
    expect(await history(provider)).toMatchObject([{ state: 'paid', askedBy: 'alone', amountNano: 2n * COIN }]);
    expect(await overview(provider)).toMatchObject({ paidNano: 2n * COIN, claimableNano: 0n });
    expect(
      await earnings.claimMessage(provider.actor, { address: (await overview(provider)).accounts[0]?.address ?? '' }),
    ).toMatchObject({
      fault: { code: 'nothing_to_claim' },
    });
    expect(await ledger.audit()).toEqual([]);
  });

  it('while a payout is on its way is paid once, and the payout says what happened', async () => {
    const provider = await earned(2n * COIN);
    unwrap(await earnings.askPayout(provider.actor));
    await earnings.payOut();
    const before = await balance(provider.wallet);
    await claimAlone(provider);
    await world.carry();
    await world.follower.follow();
    const came = (await balance(provider.wallet)) - before;
    expect(came).toBeGreaterThan(2n * COIN - 10_000_000n);
    expect(came).toBeLessThanOrEqual(2n * COIN);
    const kinds = (await history(provider)).map(({ askedBy, state, reason }) => [askedBy, state, reason]);
    expect(kinds).toContainEqual(['alone', 'paid', null]);
    expect(kinds).toContainEqual(['provider', 'refused', 'payout_claimed_alone']);
    expect(await overview(provider)).toMatchObject({ paidNano: 2n * COIN, open: [] });
    await world.earn(provider, COIN);
    await rounds();
    unwrap(await earnings.askPayout(provider.actor));
    await rounds();
    expect(await overview(provider)).toMatchObject({ paidNano: 3n * COIN, open: [] });
    expect(await ledger.audit()).toEqual([]);
  });

  it('before more was earned has the rest brought by the payout that was on its way', async () => {
    const provider = await earned(2n * COIN);
    const [old] = await readAccountsOf(db.pool, provider.accountId);
    await world.earn(provider, COIN);
    await rounds();
    unwrap(await earnings.askPayout(provider.actor));
    await earnings.payOut();
    if (!old?.signature) throw new Error('it was promised');
    const voucher = {
      networkId: old.networkId,
      channel: old.address,
      cumulativeNano: 2n * COIN,
      signature: old.signature,
    };
    await world.send(provider.wallet, {
      to: old.address,
      valueNano: MESSAGE_VALUE_NANO,
      body: claimBody(2n * COIN, voucher),
    });
    await world.carry();
    await world.follower.follow();
    const kinds = (await history(provider)).map(({ askedBy, state, amountNano }) => [askedBy, state, amountNano]);
    expect(kinds).toContainEqual(['alone', 'paid', 2n * COIN]);
    expect(kinds).toContainEqual(['provider', 'paid', COIN]);
    expect(await ledger.audit()).toEqual([]);
  });
});

describe('when all payouts are stopped', () => {
  const stopped = world.another({ payoutStop: async () => ({ reason: 'books', sinceMs: 5 }) });

  it('none is sent, those that wait to be sent are called back, and all go on afterwards', async () => {
    const provider = await earned(COIN);
    unwrap(await earnings.askPayout(provider.actor));
    await earnings.payOut();
    expect((await overview(provider)).open).toMatchObject([{ state: 'queued', amountNano: COIN }]);
    await stopped.payOut();
    expect((await overview(provider)).open).toMatchObject([
      { state: 'stopped', reason: 'payouts_stopped', amountNano: null },
    ]);
    expect(await world.carry()).toEqual([]);
    await stopped.payOut();
    await rounds();
    expect(await history(provider)).toMatchObject([{ state: 'paid', amountNano: COIN }]);
  });

  it('a provider can claim alone all the same', async () => {
    const provider = await earned(COIN);
    expect(unwrap(await stopped.overview(provider.actor)).next).toMatchObject({ why: 'payouts_stopped', sinceMs: 5 });
    await claimAlone(provider);
    await world.follower.follow();
    expect(await overview(provider)).toMatchObject({ paidNano: COIN });
  });
});

describe('a payout by itself', () => {
  it('goes out when the threshold is reached, and not before', async () => {
    const provider = await earned(COIN - 1n);
    const settings = { schedule: 'on_threshold', thresholdNano: COIN } as const;
    expect(unwrap(await earnings.changeSettings(provider.actor, settings)).next).toMatchObject({ why: 'threshold' });
    await rounds();
    expect(await history(provider)).toEqual([]);
    await world.earn(provider, 1n);
    await rounds();
    expect(await history(provider)).toMatchObject([{ state: 'paid', askedBy: 'schedule', amountNano: COIN }]);
  });

  it('goes out once a day, at its hour', async () => {
    const provider = await earned(COIN);
    const settings = { schedule: 'daily', thresholdNano: COIN / 2n } as const;
    const { next } = unwrap(await earnings.changeSettings(provider.actor, settings));
    expect(next).toMatchObject({ why: 'time', amountNano: COIN });
    await rounds();
    expect(await history(provider)).toEqual([]);
    world.clock.set(next.atMs ?? 0);
    await rounds();
    expect(await history(provider)).toMatchObject([{ state: 'paid', askedBy: 'schedule' }]);
    await world.earn(provider, COIN);
    await rounds();
    expect(await history(provider)).toHaveLength(1);
    expect((await overview(provider)).next).toMatchObject({ why: 'time', atMs: (next.atMs ?? 0) + 86_400_000 });
  });

  it('has no threshold that fees would eat', async () => {
    const provider = await world.provider();
    const settings = { schedule: 'weekly', thresholdNano: 1n } as const;
    expect(await earnings.changeSettings(provider.actor, settings)).toMatchObject({
      fault: { code: 'payout_too_small' },
    });
  });
});

it('a message that is given up is sent for again under another key, and pays once', async () => {
  const provider = await earned(COIN);
  unwrap(await earnings.askPayout(provider.actor));
  await earnings.payOut();
  const { rows } = await db.pool.query<{ key: string }>(`SELECT key FROM outgoing WHERE state = 'waiting'`);
  expect(rows).toHaveLength(1);
  await treasury.drop(db.pool, rows[0]?.key ?? '', 'treasury_low');
  await rounds();
  expect(await history(provider)).toMatchObject([{ state: 'paid', amountNano: COIN }]);
  expect(await ledger.audit()).toEqual([]);
});
