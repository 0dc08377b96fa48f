import { unwrap } from '@spindle/shared';
import { createWalletSender } from '@spindle/ton';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSpendingRules } from '../accounts/index.ts';
import { type ChainFollower, createChainFollower } from '../chain/index.ts';
import { silentReader } from '../chain/testing/silent-reader.ts';
import { createLedgerWorld, holdOf, type LedgerWorld, settleOne } from '../ledger/testing/index.ts';
import { type ChainClock, channelTermsFor, followEscrows, spendableOf, walletOverview, watchDeposit } from './index.ts';
import { actorOf, bindWallet } from './testing/bind-wallet.ts';
import { NO_TREASURY } from './testing/no-treasury.ts';

const COIN = 10n ** 9n;
const NOTHING = {
  ...{ depositedNano: 0n, signedNano: 0n, spentNano: 0n, heldNano: 0n },
  ...{ spendableNano: 0n, signableNano: 0n },
};
const OPEN = { isStrict: false, capAnswerNano: null, capDayNano: null };
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };
const CHAIN = { networkId: -217, marketAddress: `0:${'ab'.repeat(32)}`, closeDelaySeconds: 3_600 };
const WALLET = createWalletSender(
  { seed: '41'.repeat(32), version: 'v5r1', networkId: -239 },
  { baseUrl: 'http://127.0.0.1:1' },
);

let world: LedgerWorld & { follower: ChainFollower; chainClock: ChainClock };
const reader = silentReader();
const { asked } = reader;
beforeAll(async () => {
  const ledgerWorld = await createLedgerWorld();
  const follower = createChainFollower({
    ...ledgerWorld,
    ...{ log: SILENT, reader, kinds: [followEscrows({ ...ledgerWorld, treasury: NO_TREASURY })] },
  });
  world = { ...ledgerWorld, follower, chainClock: { nowMs: () => ledgerWorld.clock.nowMs() } };
});
afterAll(() => world.close());

const overview = async (accountId: Parameters<typeof actorOf>[0]) =>
  unwrap(await walletOverview(world, actorOf(accountId)));

describe('the wallet’s overview', () => {
  it('is empty for somebody new', async () => {
    const nothing = {
      ...{ wallet: null, channel: null, otherChannels: [], balances: NOTHING, earnedNano: 0n },
      spending: { ...OPEN, usedTodayNano: 0n },
    };
    expect(await overview(await world.person())).toEqual(nothing);
  });

  it('shows wallet, channel and what may be spent, and nothing else of our books', async () => {
    const buyer = await world.buyer({ depositedNano: 2n * COIN, signedNano: COIN });
    await bindWallet(world, actorOf(buyer), WALLET);
    const spent = holdOf(buyer, 300n);
    unwrap(await world.ledger.openHold(spent));
    await settleOne(world, spent, { costNano: 200n, providerId: await world.person() });
    unwrap(await world.ledger.openHold(holdOf(buyer, 50n)));

    const balances = { depositedNano: 2n * COIN, signedNano: COIN, spentNano: 200n, heldNano: 50n };
    const may = { spendableNano: COIN - 250n, signableNano: 2n * COIN - 250n };
    expect(await overview(buyer)).toEqual({
      wallet: { address: WALLET.address, networkId: -239, provenAt: expect.any(Number) },
      channel: {
        address: expect.stringMatching(/^0:[0-9a-f]{64}$/),
        state: 'open',
        why: null,
        sinceMs: expect.any(Number),
        depositedNano: 2n * COIN,
        claimedNano: 0n,
        signedNano: COIN,
        spentNano: 200n,
        heldNano: 50n,
        sessionKey: 'ab'.repeat(32),
        payer: '0:00',
        closeDelaySeconds: 60,
        checkedAt: null,
        closeAt: null,
        isLeaving: false,
        closesInMs: null,
      },
      otherChannels: [],
      balances: { ...balances, ...may },
      spending: { ...OPEN, usedTodayNano: 250n },
      earnedNano: 0n,
    });
    expect(await spendableOf(world, buyer)).toEqual({ ...balances, ...may });
    expect((await world.ledger.openHold(holdOf(buyer, COIN - 249n))).ok).toBe(false);
    expect((await world.ledger.openHold(holdOf(buyer, COIN - 250n))).ok).toBe(true);
  });

  it('shows what the person lets be spent, and what of it is used today', async () => {
    const buyer = await world.buyer({ depositedNano: COIN });
    unwrap(await changeSpendingRules(world, actorOf(buyer), { capDayNano: 500n }));
    unwrap(await changeSpendingRules(world, actorOf(buyer), { isStrict: true, capAnswerNano: 200n }));
    unwrap(await world.ledger.openHold(holdOf(buyer, 50n)));
    const rules = { isStrict: true, capAnswerNano: 200n, capDayNano: 500n };
    expect((await overview(buyer)).spending).toEqual({ ...rules, usedTodayNano: 50n });
    unwrap(await changeSpendingRules(world, actorOf(buyer), { capDayNano: null }));
    expect((await overview(buyer)).spending).toMatchObject({ ...rules, capDayNano: null });
  });

  it('shows what a provider earned', async () => {
    const buyer = await world.buyer({ depositedNano: COIN });
    const provider = await world.person();
    const hold = holdOf(buyer, 1_000n);
    unwrap(await world.ledger.openHold(hold));
    await settleOne(world, hold, { costNano: 900n, feeNano: 90n, providerId: provider });
    expect(await overview(provider)).toMatchObject({ channel: null, earnedNano: 810n });
  });

  it.each([
    ['closing', 2n * COIN],
    ['closed', 0n],
  ])('of a channel that is %s shows %s on deposit, and nothing to spend', async (state, depositedNano) => {
    const buyer = await world.buyer({ depositedNano: 2n * COIN, state });
    expect(await overview(buyer)).toMatchObject({ channel: { state }, balances: { depositedNano, spendableNano: 0n } });
  });

  it('keeps to the channel that can be spent from while another is only expected', async () => {
    const buyer = await world.buyer({ depositedNano: COIN });
    const before = await overview(buyer);
    await bindWallet(
      world,
      actorOf(buyer),
      createWalletSender({ seed: '42'.repeat(32), version: 'v5r1', networkId: -239 }, { baseUrl: '' }),
    );
    unwrap(await channelTermsFor({ ...world, chain: CHAIN }, actorOf(buyer), { sessionKey: 'cd'.repeat(32) }));
    expect((await overview(buyer)).channel).toEqual(before.channel);
  });
});

describe('watching a deposit', () => {
  it('is for one’s own channels', async () => {
    const [buyer, other] = [await world.buyer({ depositedNano: COIN }), await world.person()];
    const channel = (await overview(buyer)).channel?.address ?? '';
    const watch = (accountId: typeof buyer, address: string) =>
      watchDeposit(world, actorOf(accountId), { channel: address });
    const value = { state: 'credited', depositedNano: COIN, sinceMs: expect.any(Number) };
    expect(await watch(buyer, channel)).toEqual({ ok: true, value });
    const unknown = { ok: false, fault: { code: 'channel_unknown' } };
    expect(await watch(other, channel)).toEqual(unknown);
    expect(await watch(buyer, 'nothing')).toEqual(unknown);
  });

  it('has the channel read first in the next round, and then in its turn', async () => {
    await world.buyer({ depositedNano: COIN });
    const buyer = await world.buyer({ depositedNano: COIN });
    const channel = (await overview(buyer)).channel?.address ?? '';
    for (const isPoked of [true, false]) {
      await world.follower.follow();
      asked.length = 0;
      await world.db.pool.query('UPDATE channel SET checked_at = now() WHERE address = $1', [channel]);
      if (isPoked) await watchDeposit(world, actorOf(buyer), { channel });
      await world.follower.follow();
      expect(asked.indexOf(channel) === 0).toBe(isPoked);
      expect(asked).toContain(channel);
    }
  });
});
