import { unwrap } from '@spindle/shared';
import { cancelCloseBody, finishCloseBody, requestCloseBody, STORAGE_RESERVE_NANO } from '@spindle/ton';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdOf } from '../ledger/testing/index.ts';
import { acceptVoucher, channelTermsFor, createChainClock, movements, spendableOf, watchChannel } from './index.ts';
import { type ClosingChannel, closingChannel } from './testing/closing-channel.ts';
import type { EscrowBuyer } from './testing/escrow-buyer.ts';
import { CLOSE_DELAY_SECONDS, createEscrowWorld, type EscrowWorld } from './testing/escrow-world.ts';

const COIN = 10n ** 9n;
let world: EscrowWorld;
let buyer: EscrowBuyer;
let own: ClosingChannel;
beforeAll(async () => {
  world = await createEscrowWorld();
});
beforeEach(async () => {
  buyer = await world.openBuyer(2n * COIN, COIN);
  own = closingChannel(world, buyer);
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.retireChannels();
});
afterAll(() => world.close());

const codeOf = async (answer: Promise<{ ok: boolean; fault?: { code: string } }>) => (await answer).fault?.code ?? 'ok';

describe('a channel that closes', () => {
  it('spends nothing more and takes no voucher', async () => {
    await own.told(requestCloseBody());
    expect(await own.channel()).toMatchObject({ state: 'closing', why: 'close_requested' });
    const { sinceMs, closeAt } = (await own.channel()) ?? {};
    expect((closeAt ?? 0) - (sinceMs ?? 0)).toBe(CLOSE_DELAY_SECONDS * 1_000);
    expect(await codeOf(acceptVoucher(world, buyer.actor, await buyer.allowance(2n * COIN)))).toBe('channel_closing');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('channel_closing');
    expect(await spendableOf(world, buyer.accountId)).toMatchObject({ depositedNano: 2n * COIN, spendableNano: 0n });
  });

  it('is open again when its owner changes their mind', async () => {
    await own.told(requestCloseBody());
    await own.told(cancelCloseBody());
    expect(await own.channel()).toMatchObject({ state: 'open', why: null, closeAt: null });
    expect(await codeOf(acceptVoucher(world, buyer.actor, await buyer.allowance(2n * COIN)))).toBe('ok');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 2n * COIN)))).toBe('ok');
  });

  it('shows each step with its transaction, once, whoever reads it again', async () => {
    await own.told(requestCloseBody());
    await own.told(cancelCloseBody());
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
    await own.told(requestCloseBody());
    await buyer.deposit(COIN);
    const next = unwrap(await channelTermsFor(world, buyer.actor, buyer));
    expect(next.address).not.toBe(buyer.terms.address);
    await buyer.deposit(COIN, next);
    await world.follower.follow();
    expect(await own.channel()).toMatchObject({
      address: next.address,
      state: 'open',
      depositedNano: COIN,
      signedNano: 0n,
    });
    expect(await own.books()).toMatchObject({ depositedNano: 3n * COIN });

    // The one that closes stays in sight until its money is back.
    const others = async () => (await own.overview()).otherChannels.map(({ address, state }) => ({ address, state }));
    expect(await others()).toEqual([{ address: buyer.terms.address, state: 'closing' }]);
    await world.advance(CLOSE_DELAY_SECONDS);
    await own.told(finishCloseBody());
    expect(await others()).toEqual([]);
    expect((await own.channel())?.address).toBe(next.address);
  });

  it('says how far its end is by the chain’s clock, not by ours', async () => {
    await own.told(requestCloseBody());
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
    await own.tell(requestCloseBody());
    expect(unwrap(await watchChannel(world, buyer.actor, input))).toMatchObject({ state: 'open' });
    await world.follower.follow();
    expect(unwrap(await watchChannel(world, buyer.actor, input))).toMatchObject({
      state: 'closing',
      payer: buyer.wallet.address,
    });
  });

  it('is closed after the delay, not before, and its rest leaves the books', async () => {
    await own.told(requestCloseBody());
    await own.told(finishCloseBody());
    expect(await own.channel()).toMatchObject({ state: 'closing' });
    expect(await own.books()).toMatchObject({ depositedNano: 2n * COIN });

    await world.advance(CLOSE_DELAY_SECONDS);
    await own.told(finishCloseBody());
    await world.follower.follow();
    expect(await own.channel()).toMatchObject({ state: 'closed', why: null, closeAt: null });
    expect((await own.overview()).balances).toMatchObject({ depositedNano: 0n, spendableNano: 0n });
    expect(await own.books()).toMatchObject({ depositedNano: 0n });
    expect(await codeOf(acceptVoucher(world, buyer.actor, await buyer.allowance(2n * COIN)))).toBe('channel_closed');
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('insufficient_funds');
    expect(await own.refunds()).toEqual([
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
    const [refund] = await own.refunds();
    expect(refund?.besidesNano).toBeGreaterThan(0n);
    expect(refund?.besidesNano).toBeLessThanOrEqual(STORAGE_RESERVE_NANO);
  });

  it('is booked once by two brokers, also when they first look after it is over', async () => {
    await own.tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    await own.tell(finishCloseBody());
    const before = await own.promotions();
    await Promise.all([world.follower.follow(), world.follower.follow()]);
    await world.db.pool.query('UPDATE channel SET cursor_lt = NULL, cursor_hash = NULL');
    world.follower.poke(buyer.terms.address);
    await world.follower.follow();
    expect(await own.channel()).toMatchObject({ state: 'closed' });
    expect(await own.books()).toMatchObject({ depositedNano: 0n });
    expect(await own.promotions()).toBe(before);
    expect(await own.refunds()).toHaveLength(1);
  });

  it('takes stray coins home without touching the books', async () => {
    await world.send(buyer.wallet, { to: buyer.terms.address, valueNano: 7n * COIN });
    await own.tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    const before = await own.promotions();
    await own.told(finishCloseBody());
    expect(await own.books()).toMatchObject({ depositedNano: 0n });
    expect(await own.promotions()).toBe(before);
    expect(await own.refunds()).toMatchObject([{ amountNano: -2n * COIN }]);
    expect((await own.refunds())[0]?.besidesNano).toBeGreaterThan(7n * COIN - 10_000_000n);
  });
});
