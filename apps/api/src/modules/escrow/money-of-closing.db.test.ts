import { unwrap } from '@spindle/shared';
import { closeNowBody, finishCloseBody, requestCloseBody, signCloseAgreement } from '@spindle/ton';
import { describe, expect, it } from 'vitest';
import { holdOf, settleOne } from '../ledger/testing/index.ts';
import { movements } from './index.ts';
import { COIN, codeOf, eachWithChannel } from './testing/each-with-channel.ts';
import { CLOSE_DELAY_SECONDS } from './testing/escrow-world.ts';

const at = eachWithChannel();

describe('what the market claims', () => {
  it('is seen, up to the voucher, and changes nobody’s balance', async () => {
    await at.own.spend(COIN / 2n);
    await at.own.claim(COIN / 4n, COIN);
    await at.own.claim(COIN / 2n, COIN);
    await at.world.follower.follow();
    expect(await at.own.channel()).toMatchObject({ state: 'open', claimedNano: COIN / 2n });
    const { items } = unwrap(await movements(at.world, at.buyer.actor, {}));
    // Each with its own transaction; it moves what was spent before, and changes nothing of what is the buyer's.
    const claims = items.filter(({ kind }) => kind === 'claim');
    expect(claims.map(({ amountNano, movedNano, state }) => [amountNano, movedNano, state])).toEqual([
      [0n, -COIN / 4n, 'final'],
      [0n, -COIN / 4n, 'final'],
    ]);
    expect(await at.own.books()).toMatchObject({ depositedNano: (3n * COIN) / 2n });

    await at.own.tell(requestCloseBody());
    await at.world.advance(CLOSE_DELAY_SECONDS);
    await at.own.told(finishCloseBody());
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n });
  });

  it('and did not claim in time is the market’s loss, not the buyer’s', async () => {
    await at.own.spend(COIN / 2n);
    await at.own.tell(requestCloseBody());
    await at.world.advance(CLOSE_DELAY_SECONDS);
    const before = await at.own.promotions();
    await at.own.told(finishCloseBody());
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n, heldNano: 0n });
    expect((await at.own.promotions()) - before).toBe(-COIN / 2n);
  });

  it('at a close that both agreed on is not refunded, and the storage reserve is not taken from the books', async () => {
    await at.own.spend(COIN / 2n);
    const { address, networkId } = at.buyer.terms;
    const agreement = await signCloseAgreement(at.buyer.key, { networkId, channel: address, totalNano: COIN / 2n });
    const before = await at.own.promotions();
    await at.own.told(closeNowBody(agreement), at.world.market);
    expect(await at.own.channel()).toMatchObject({ state: 'closed', claimedNano: COIN / 2n });
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n });
    expect(await at.own.promotions()).toBe(before);
  });
});

describe('a close that comes while money is held', () => {
  it.each([
    ['released', 0n],
    ['billed', COIN / 4n],
  ])('waits until it is %s, so that no balance is left over', async (_, costNano) => {
    const hold = holdOf(at.buyer.accountId, COIN);
    unwrap(await at.world.ledger.openHold(hold));
    await at.own.tell(requestCloseBody());
    await at.world.advance(CLOSE_DELAY_SECONDS);
    await at.own.tell(finishCloseBody());
    const before = await at.own.promotions();
    await at.world.follower.follow();
    await at.world.follower.follow();
    expect(await at.own.channel()).toMatchObject({ state: 'closing' });
    expect(await at.own.books()).toMatchObject({ depositedNano: COIN, heldNano: COIN });

    await settleOne(at.world, hold, { costNano, providerId: await at.world.person() });
    await at.world.follower.follow();
    expect(await at.own.channel()).toMatchObject({ state: 'closed' });
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n, heldNano: 0n });
    expect((await at.own.promotions()) - before).toBe(-costNano);
  });

  it('keeps an open channel that closed at once from spending meanwhile', async () => {
    const hold = holdOf(at.buyer.accountId, COIN / 2n);
    unwrap(await at.world.ledger.openHold(hold));
    const { address, networkId } = at.buyer.terms;
    const agreement = await signCloseAgreement(at.buyer.key, { networkId, channel: address, totalNano: 0n });
    await at.own.told(closeNowBody(agreement), at.world.market);
    expect(await at.own.channel()).toMatchObject({ state: 'closing', closeAt: null });
    expect(await codeOf(at.world.ledger.openHold(holdOf(at.buyer.accountId, 1n)))).toBe('channel_closing');
    await settleOne(at.world, hold, { costNano: 0n });
    await at.world.follower.follow();
    expect(await at.own.channel()).toMatchObject({ state: 'closed' });
    expect(await at.own.books()).toMatchObject({ depositedNano: 0n });
  });
});
