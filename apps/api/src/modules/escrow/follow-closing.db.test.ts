import { unwrap } from '@spindle/shared';
import {
  cancelCloseBody,
  claimBody,
  closeNowBody,
  finishCloseBody,
  MESSAGE_VALUE_NANO,
  requestCloseBody,
  STORAGE_RESERVE_NANO,
  signCloseAgreement,
  signVoucher,
  type WalletSender,
} from '@spindle/ton';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdOf, settleOne } from '../ledger/testing/index.ts';
import {
  acceptVoucher,
  channelTermsFor,
  createChainClock,
  movements,
  spendableOf,
  walletOverview,
  watchChannel,
} from './index.ts';
import type { EscrowBuyer } from './testing/escrow-buyer.ts';
import { CLOSE_DELAY_SECONDS, createEscrowWorld, type EscrowWorld } from './testing/escrow-world.ts';

const COIN = 10n ** 9n;
let world: EscrowWorld;
let buyer: EscrowBuyer;
beforeAll(async () => {
  world = await createEscrowWorld();
});
beforeEach(async () => {
  buyer = await world.openBuyer(2n * COIN, COIN);
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.retireChannels();
});
afterAll(() => world.close());

type Body = ReturnType<typeof requestCloseBody>;

async function tell(body: Body, from: Pick<WalletSender, 'send'> = buyer.wallet): Promise<void> {
  await world.send(from, { to: buyer.terms.address, valueNano: MESSAGE_VALUE_NANO, body });
}

async function told(body: Body, from?: Pick<WalletSender, 'send'>): Promise<void> {
  await tell(body, from);
  await world.follower.follow();
}

async function claim(totalNano: bigint): Promise<void> {
  const { address: channel, networkId } = buyer.terms;
  await tell(
    claimBody(totalNano, await signVoucher(buyer.key, { networkId, channel, cumulativeNano: COIN })),
    world.market,
  );
}

const spend = async (costNano: bigint) => {
  const hold = holdOf(buyer.accountId, costNano);
  unwrap(await world.ledger.openHold(hold));
  await settleOne(world, hold, { costNano, providerId: await world.person() });
};
const overview = async () => unwrap(await walletOverview(world, buyer.actor));
const channel = async () => (await overview()).channel;
const books = () => world.ledger.balancesOf(buyer.accountId);
const codeOf = async (answer: Promise<{ ok: boolean; fault?: { code: string } }>) => (await answer).fault?.code ?? 'ok';
const refunds = async () =>
  unwrap(await movements(world, buyer.actor, {})).items.filter(({ kind }) => kind === 'refund');
const promotions = async () => {
  const { rows } = await world.db.pool.query<{ balance_nano: string }>(
    `SELECT balance_nano FROM ledger_account WHERE kind = 'promotions'`,
  );
  return BigInt(rows[0]?.balance_nano ?? 0);
};

describe('a channel that closes', () => {
  it('spends nothing more and takes no voucher', async () => {
    await told(requestCloseBody());
    expect(await channel()).toMatchObject({ state: 'closing', why: 'close_requested' });
    const { sinceMs, closeAt } = (await channel()) ?? {};
    expect((closeAt ?? 0) - (sinceMs ?? 0)).toBe(CLOSE_DELAY_SECONDS * 1_000);
    expect(await codeOf(acceptVoucher(world, buyer.actor, await buyer.allowance(2n * COIN)))).toBe('channel_closing');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('channel_closing');
    expect(await spendableOf(world, buyer.accountId)).toMatchObject({ depositedNano: 2n * COIN, spendableNano: 0n });
  });

  it('is open again when its owner changes their mind', async () => {
    await told(requestCloseBody());
    await told(cancelCloseBody());
    expect(await channel()).toMatchObject({ state: 'open', why: null, closeAt: null });
    expect(await codeOf(acceptVoucher(world, buyer.actor, await buyer.allowance(2n * COIN)))).toBe('ok');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 2n * COIN)))).toBe('ok');
  });

  it('shows each step with its transaction, once, whoever reads it again', async () => {
    await told(requestCloseBody());
    await told(cancelCloseBody());
    await world.follower.follow();
    const { items } = unwrap(await movements(world, buyer.actor, {}));
    const steps = items.filter(({ kind }) => kind.startsWith('close'));
    expect(steps.map(({ kind, state, amountNano }) => ({ kind, state, amountNano }))).toEqual([
      { kind: 'close_cancelled', state: 'final', amountNano: 0n },
      { kind: 'close_asked', state: 'final', amountNano: 0n },
    ]);
    expect(steps.map(({ transactionHash }) => transactionHash)).toEqual([expect.any(String), expect.any(String)]);
    expect(new Set(steps.map(({ transactionHash }) => transactionHash)).size).toBe(2);
  });

  it('gets no second deposit: the terms for it are those of a new channel', async () => {
    await told(requestCloseBody());
    await buyer.deposit(COIN);
    const next = unwrap(await channelTermsFor(world, buyer.actor, buyer));
    expect(next.address).not.toBe(buyer.terms.address);
    await buyer.deposit(COIN, next);
    await world.follower.follow();
    expect(await channel()).toMatchObject({
      address: next.address,
      state: 'open',
      depositedNano: COIN,
      signedNano: 0n,
    });
    expect(await books()).toMatchObject({ depositedNano: 3n * COIN });

    // The one that closes stays in sight until its money is back.
    const others = async () => (await overview()).otherChannels.map(({ address, state }) => ({ address, state }));
    expect(await others()).toEqual([{ address: buyer.terms.address, state: 'closing' }]);
    await world.advance(CLOSE_DELAY_SECONDS);
    await told(finishCloseBody());
    expect(await others()).toEqual([]);
    expect((await channel())?.address).toBe(next.address);
  });

  it('says how far its end is by the chain’s clock, not by ours', async () => {
    await told(requestCloseBody());
    const fresh = () => createChainClock(world);
    const closesIn = async (chainClock: ReturnType<typeof fresh>) =>
      unwrap(await watchChannel({ ...world, chainClock }, buyer.actor, { channel: buyer.terms.address })).closesInMs;
    const chainClock = fresh();
    chainClock.nowMs();
    await expect.poll(() => closesIn(chainClock)).toBeGreaterThan((CLOSE_DELAY_SECONDS - 60) * 1_000);
    await world.advance(CLOSE_DELAY_SECONDS);
    const later = fresh();
    later.nowMs();
    await expect.poll(() => closesIn(later)).toBe(0);
  });

  it('goes by our own clock while the chain does not tell the time', async () => {
    const silent = { nowSeconds: async () => ({ ok: false, fault: { code: 'chain_unreachable' } }) as const };
    const chainClock = createChainClock({ ...world, reader: silent });
    chainClock.nowMs();
    await Promise.resolve();
    expect(chainClock.nowMs()).toBe(world.clock.nowMs());
  });

  it('is looked at next when its owner watches, and is nobody else’s to see', async () => {
    const other = await world.escrowBuyer();
    const input = { channel: buyer.terms.address };
    expect(await watchChannel(world, other.actor, input)).toMatchObject({ fault: { code: 'channel_unknown' } });
    await tell(requestCloseBody());
    expect(unwrap(await watchChannel(world, buyer.actor, input))).toMatchObject({ state: 'open' });
    await world.follower.follow();
    expect(unwrap(await watchChannel(world, buyer.actor, input))).toMatchObject({
      state: 'closing',
      payer: buyer.wallet.address,
    });
  });

  it('is closed after the delay, not before, and its rest leaves the books', async () => {
    await told(requestCloseBody());
    await told(finishCloseBody());
    expect(await channel()).toMatchObject({ state: 'closing' });
    expect(await books()).toMatchObject({ depositedNano: 2n * COIN });

    await world.advance(CLOSE_DELAY_SECONDS);
    await told(finishCloseBody());
    await world.follower.follow();
    expect(await channel()).toMatchObject({ state: 'closed', why: null, closeAt: null });
    expect((await overview()).balances).toMatchObject({ depositedNano: 0n, spendableNano: 0n });
    expect(await books()).toMatchObject({ depositedNano: 0n });
    expect(await codeOf(acceptVoucher(world, buyer.actor, await buyer.allowance(2n * COIN)))).toBe('channel_closed');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('insufficient_funds');
    expect(await refunds()).toEqual([
      {
        state: 'final',
        id: expect.stringMatching(/^refund:[0-9a-f]{64}$/),
        kind: 'refund',
        amountNano: -2n * COIN,
        atMs: expect.any(Number),
        transactionHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        channel: buyer.terms.address,
        besidesNano: expect.any(BigInt),
      },
    ]);
    const [refund] = await refunds();
    expect(refund?.besidesNano).toBeGreaterThan(0n);
    expect(refund?.besidesNano).toBeLessThanOrEqual(STORAGE_RESERVE_NANO);
  });

  it('is booked once by two brokers, also when they first look after it is over', async () => {
    await tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    await tell(finishCloseBody());
    const before = await promotions();
    await Promise.all([world.follower.follow(), world.follower.follow()]);
    await world.db.pool.query('UPDATE channel SET cursor_lt = NULL, cursor_hash = NULL');
    world.follower.poke(buyer.terms.address);
    await world.follower.follow();
    expect(await channel()).toMatchObject({ state: 'closed' });
    expect(await books()).toMatchObject({ depositedNano: 0n });
    expect(await promotions()).toBe(before);
    expect(await refunds()).toHaveLength(1);
  });

  it('takes stray coins home without touching the books', async () => {
    await world.send(buyer.wallet, { to: buyer.terms.address, valueNano: 7n * COIN });
    await tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    const before = await promotions();
    await told(finishCloseBody());
    expect(await books()).toMatchObject({ depositedNano: 0n });
    expect(await promotions()).toBe(before);
    expect(await refunds()).toMatchObject([{ amountNano: -2n * COIN }]);
    expect((await refunds())[0]?.besidesNano).toBeGreaterThan(7n * COIN - 10_000_000n);
  });
});

describe('what the market claims', () => {
  it('is seen, up to the voucher, and changes nobody’s balance', async () => {
    await spend(COIN / 2n);
    await claim(COIN / 4n);
    await claim(COIN / 2n);
    await world.follower.follow();
    expect(await channel()).toMatchObject({ state: 'open', claimedNano: COIN / 2n });
    const { items } = unwrap(await movements(world, buyer.actor, {}));
    // Each with its own transaction; it moves what was spent before, and changes nothing of what is the buyer's.
    const claims = items.filter(({ kind }) => kind === 'claim');
    expect(claims.map(({ amountNano, movedNano, state }) => [amountNano, movedNano, state])).toEqual([
      [0n, -COIN / 4n, 'final'],
      [0n, -COIN / 4n, 'final'],
    ]);
    expect(await books()).toMatchObject({ depositedNano: (3n * COIN) / 2n });

    await tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    await told(finishCloseBody());
    expect(await books()).toMatchObject({ depositedNano: 0n });
  });

  it('and did not claim in time is the market’s loss, not the buyer’s', async () => {
    await spend(COIN / 2n);
    await tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    const before = await promotions();
    await told(finishCloseBody());
    expect(await books()).toMatchObject({ depositedNano: 0n, heldNano: 0n });
    expect((await promotions()) - before).toBe(-COIN / 2n);
  });

  it('at a close that both agreed on is not refunded, and the storage reserve is not taken from the books', async () => {
    await spend(COIN / 2n);
    const { address, networkId } = buyer.terms;
    const agreement = await signCloseAgreement(buyer.key, { networkId, channel: address, totalNano: COIN / 2n });
    const before = await promotions();
    await told(closeNowBody(agreement), world.market);
    expect(await channel()).toMatchObject({ state: 'closed', claimedNano: COIN / 2n });
    expect(await books()).toMatchObject({ depositedNano: 0n });
    expect(await promotions()).toBe(before);
  });
});

describe('a close that comes while money is held', () => {
  it.each([
    ['released', 0n],
    ['billed', COIN / 4n],
  ])('waits until it is %s, so that no balance is left over', async (_, costNano) => {
    const hold = holdOf(buyer.accountId, COIN);
    unwrap(await world.ledger.openHold(hold));
    await tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    await tell(finishCloseBody());
    const before = await promotions();
    await world.follower.follow();
    await world.follower.follow();
    expect(await channel()).toMatchObject({ state: 'closing' });
    expect(await books()).toMatchObject({ depositedNano: COIN, heldNano: COIN });

    await settleOne(world, hold, { costNano, providerId: await world.person() });
    await world.follower.follow();
    expect(await channel()).toMatchObject({ state: 'closed' });
    expect(await books()).toMatchObject({ depositedNano: 0n, heldNano: 0n });
    expect((await promotions()) - before).toBe(-costNano);
  });

  it('keeps an open channel that closed at once from spending meanwhile', async () => {
    const hold = holdOf(buyer.accountId, COIN / 2n);
    unwrap(await world.ledger.openHold(hold));
    const { address, networkId } = buyer.terms;
    const agreement = await signCloseAgreement(buyer.key, { networkId, channel: address, totalNano: 0n });
    await told(closeNowBody(agreement), world.market);
    expect(await channel()).toMatchObject({ state: 'closing', closeAt: null });
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('channel_closing');
    await settleOne(world, hold, { costNano: 0n });
    await world.follower.follow();
    expect(await channel()).toMatchObject({ state: 'closed' });
    expect(await books()).toMatchObject({ depositedNano: 0n });
  });
});
