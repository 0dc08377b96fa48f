import { unwrap } from '@spindle/shared';
import { cancelCloseBody, finishCloseBody, requestCloseBody, STORAGE_RESERVE_NANO } from '@spindle/ton';
import { describe, expect, it } from 'vitest';
import { holdOf } from '../ledger/testing/index.ts';
import { acceptVoucher, channelTermsFor, createChainClock, movements, spendableOf, watchChannel } from './index.ts';
import { COIN, codeOf, eachWithChannel } from './testing/each-with-channel.ts';
import { CLOSE_DELAY_SECONDS } from './testing/escrow-world.ts';

const at = eachWithChannel();

describe('a channel that closes', () => {
  it('spends nothing more and takes no voucher', async () => {
    await at.own.told(requestCloseBody());
    expect(await at.own.channel()).toMatchObject({ state: 'closing', why: 'close_requested' });
    const { sinceMs, closeAt } = (await at.own.channel()) ?? {};
    expect((closeAt ?? 0) - (sinceMs ?? 0)).toBe(CLOSE_DELAY_SECONDS * 1_000);
    expect(await codeOf(acceptVoucher(at.world, at.buyer.actor, await at.buyer.allowance(2n * COIN)))).toBe(
      'channel_closing',
    );
    expect(await codeOf(at.world.ledger.openHold(holdOf(at.buyer.accountId, 1n)))).toBe('channel_closing');
    expect(await spendableOf(at.world, at.buyer.accountId)).toMatchObject({
      depositedNano: 2n * COIN,
      spendableNano: 0n,
    });
  });

  it('is open again when its owner changes their mind', async () => {
    await at.own.told(requestCloseBody());
    await at.own.told(cancelCloseBody());
    expect(await at.own.channel()).toMatchObject({ state: 'open', why: null, closeAt: null });
    expect(await codeOf(acceptVoucher(at.world, at.buyer.actor, await at.buyer.allowance(2n * COIN)))).toBe('ok');
    expect(await codeOf(at.world.ledger.openHold(holdOf(at.buyer.accountId, 2n * COIN)))).toBe('ok');
  });

  it('shows each step with its transaction, once, whoever reads it again', async () => {
    await at.own.told(requestCloseBody());
    await at.own.told(cancelCloseBody());
    await at.world.follower.follow();
    const { items } = unwrap(await movements(at.world, at.buyer.actor, {}));
    const steps = items.filter(({ kind }) => kind.startsWith('close'));
    expect(steps.map(({ kind, state, amountNano }) => ({ kind, state, amountNano }))).toEqual([
      { kind: 'close_cancelled', state: 'final', amountNano: 0n },
      { kind: 'close_asked', state: 'final', amountNano: 0n },
    ]);
    expect(steps.map(({ transactionHash }) => transactionHash)).toEqual([expect.any(String), expect.any(String)]);
    expect(new Set(steps.map(({ transactionHash }) => transactionHash)).size).toBe(2);
  });

  it('gets no second deposit: the terms for it are those of a new channel', async () => {
    await at.own.told(requestCloseBody());
    await at.buyer.deposit(COIN);
    const next = unwrap(await channelTermsFor(at.world, at.buyer.actor, at.buyer));
    expect(next.address).not.toBe(at.buyer.terms.address);
    await at.buyer.deposit(COIN, next);
    await at.world.follower.follow();
    expect(await at.own.channel()).toMatchObject({
      address: next.address,
      state: 'open',
      depositedNano: COIN,
      signedNano: 0n,
    });
    expect(await at.own.books()).toMatchObject({ depositedNano: 3n * COIN });

    // The one that closes stays in sight until its money is back.
    const others = async () =>
      (await at.own.overview()).otherChannels.map(({ address, state }) => ({ address, state }));
    expect(await others()).toEqual([{ address: at.buyer.terms.address, state: 'closing' }]);
    await at.world.advance(CLOSE_DELAY_SECONDS);
    await at.own.told(finishCloseBody());
    expect(await others()).toEqual([]);
    expect((await at.own.channel())?.address).toBe(next.address);
  });

  it('says how far its end is by the chain’s clock, not by ours', async () => {
    await at.own.told(requestCloseBody());
    const fresh = () => createChainClock(at.world);
    const closesIn = async (chainClock: ReturnType<typeof fresh>) =>
      unwrap(await watchChannel({ ...at.world, chainClock }, at.buyer.actor, { channel: at.buyer.terms.address }))
        .closesInMs;
    const chainClock = fresh();
    chainClock.nowMs();
    await expect.poll(() => closesIn(chainClock)).toBeGreaterThan((CLOSE_DELAY_SECONDS - 60) * 1_000);
    await at.world.advance(CLOSE_DELAY_SECONDS);
    const later = fresh();
    later.nowMs();
    await expect.poll(() => closesIn(later)).toBe(0);
  });

  it('goes by our own clock while the chain does not tell the time', async () => {
    const silent = { nowSeconds: async () => ({ ok: false, fault: { code: 'chain_unreachable' } }) as const };
    const chainClock = createChainClock({ ...at.world, reader: silent });
    chainClock.nowMs();
    await Promise.resolve();
    expect(chainClock.nowMs()).toBe(at.world.clock.nowMs());
  });

  it('is looked at next when its owner watches, and is nobody else’s to see', async () => {
    const other = await at.world.escrowBuyer();
    const input = { channel: at.buyer.terms.address };
    expect(await watchChannel(at.world, other.actor, input)).toMatchObject({ fault: { code: 'channel_unknown' } });
    await at.own.tell(requestCloseBody());
    expect(unwrap(await watchChannel(at.world, at.buyer.actor, input))).toMatchObject({ state: 'open' });
    await at.world.follower.follow();
    expect(unwrap(await watchChannel(at.world, at.buyer.actor, input))).toMatchObject({
      state: 'closing',
      payer: at.buyer.wallet.address,
    });
  });

  it('is closed after the delay, not before, and its rest leaves the books', async () => {
    await at.own.told(requestCloseBody());
    await at.own.told(finishCloseBody());
    expect(await at.own.channel()).toMatchObject({ state: 'closing' });
    expect(await at.own.books()).toMatchObject({ depositedNano: 2n * COIN });

    await at.world.advance(CLOSE_DELAY_SECONDS);
    await at.own.told(finishCloseBody());
    await at.world.follower.follow();
    expect(await at.own.channel()).toMatchObject({ state: 'closed', why: null, closeAt: null });
    expect((await at.own.overview()).balances).toMatchObject({ depositedNano: 0n, spendableNano: 0n });
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n });
    expect(await codeOf(acceptVoucher(at.world, at.buyer.actor, await at.buyer.allowance(2n * COIN)))).toBe(
      'channel_closed',
    );
    expect(await codeOf(at.world.ledger.openHold(holdOf(at.buyer.accountId, 1n)))).toBe('insufficient_funds');
    expect(await at.own.refunds()).toEqual([
      {
        state: 'final',
        id: expect.stringMatching(/^refund:[0-9a-f]{64}$/),
        kind: 'refund',
        amountNano: -2n * COIN,
        atMs: expect.any(Number),
        transactionHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        channel: at.buyer.terms.address,
        besidesNano: expect.any(BigInt),
      },
    ]);
    const [refund] = await at.own.refunds();
    expect(refund?.besidesNano).toBeGreaterThan(0n);
    expect(refund?.besidesNano).toBeLessThanOrEqual(STORAGE_RESERVE_NANO);
  });

  it('is booked once by two brokers, also when they first look after it is over', async () => {
    await at.own.tell(requestCloseBody());
    await at.world.advance(CLOSE_DELAY_SECONDS);
    await at.own.tell(finishCloseBody());
    const before = await at.own.promotions();
    await Promise.all([at.world.follower.follow(), at.world.follower.follow()]);
    await at.world.db.pool.query('UPDATE channel SET cursor_lt = NULL, cursor_hash = NULL');
    at.world.follower.poke(at.buyer.terms.address);
    await at.world.follower.follow();
    expect(await at.own.channel()).toMatchObject({ state: 'closed' });
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n });
    expect(await at.own.promotions()).toBe(before);
    expect(await at.own.refunds()).toHaveLength(1);
  });

  it('takes stray coins home without touching the books', async () => {
    await at.world.send(at.buyer.wallet, { to: at.buyer.terms.address, valueNano: 7n * COIN });
    await at.own.tell(requestCloseBody());
    await at.world.advance(CLOSE_DELAY_SECONDS);
    const before = await at.own.promotions();
    await at.own.told(finishCloseBody());
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n });
    expect(await at.own.promotions()).toBe(before);
    expect(await at.own.refunds()).toMatchObject([{ amountNano: -2n * COIN }]);
    expect((await at.own.refunds())[0]?.besidesNano).toBeGreaterThan(7n * COIN - 10_000_000n);
  });
});
