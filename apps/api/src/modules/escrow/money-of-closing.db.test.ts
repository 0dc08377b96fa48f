import { unwrap } from '@spindle/shared';
import { closeNowBody, finishCloseBody, requestCloseBody, signCloseAgreement } from '@spindle/ton';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { holdOf, settleOne } from '../ledger/testing/index.ts';
import { movements } from './index.ts';
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

describe('what the market claims', () => {
  it('is seen, up to the voucher, and changes nobody’s balance', async () => {
    await own.spend(COIN / 2n);
    await own.claim(COIN / 4n, COIN);
    await own.claim(COIN / 2n, COIN);
    await world.follower.follow();
    expect(await own.channel()).toMatchObject({ state: 'open', claimedNano: COIN / 2n });
    const { items } = unwrap(await movements(world, buyer.actor, {}));
    // Each with its own transaction; it moves what was spent before, and changes nothing of what is the buyer's.
    const claims = items.filter(({ kind }) => kind === 'claim');
    expect(claims.map(({ amountNano, movedNano, state }) => [amountNano, movedNano, state])).toEqual([
      [0n, -COIN / 4n, 'final'],
      [0n, -COIN / 4n, 'final'],
    ]);
    expect(await own.books()).toMatchObject({ depositedNano: (3n * COIN) / 2n });

    await own.tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    await own.told(finishCloseBody());
    expect(await own.books()).toMatchObject({ depositedNano: 0n });
  });

  it('and did not claim in time is the market’s loss, not the buyer’s', async () => {
    await own.spend(COIN / 2n);
    await own.tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    const before = await own.promotions();
    await own.told(finishCloseBody());
    expect(await own.books()).toMatchObject({ depositedNano: 0n, heldNano: 0n });
    expect((await own.promotions()) - before).toBe(-COIN / 2n);
  });

  it('at a close that both agreed on is not refunded, and the storage reserve is not taken from the books', async () => {
    await own.spend(COIN / 2n);
    const { address, networkId } = buyer.terms;
    const agreement = await signCloseAgreement(buyer.key, { networkId, channel: address, totalNano: COIN / 2n });
    const before = await own.promotions();
    await own.told(closeNowBody(agreement), world.market);
    expect(await own.channel()).toMatchObject({ state: 'closed', claimedNano: COIN / 2n });
    expect(await own.books()).toMatchObject({ depositedNano: 0n });
    expect(await own.promotions()).toBe(before);
  });
});

describe('a close that comes while money is held', () => {
  it.each([
    ['released', 0n],
    ['billed', COIN / 4n],
  ])('waits until it is %s, so that no balance is left over', async (_, costNano) => {
    const hold = holdOf(buyer.accountId, COIN);
    unwrap(await world.ledger.openHold(hold));
    await own.tell(requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    await own.tell(finishCloseBody());
    const before = await own.promotions();
    await world.follower.follow();
    await world.follower.follow();
    expect(await own.channel()).toMatchObject({ state: 'closing' });
    expect(await own.books()).toMatchObject({ depositedNano: COIN, heldNano: COIN });

    await settleOne(world, hold, { costNano, providerId: await world.person() });
    await world.follower.follow();
    expect(await own.channel()).toMatchObject({ state: 'closed' });
    expect(await own.books()).toMatchObject({ depositedNano: 0n, heldNano: 0n });
    expect((await own.promotions()) - before).toBe(-costNano);
  });

  it('keeps an open channel that closed at once from spending meanwhile', async () => {
    const hold = holdOf(buyer.accountId, COIN / 2n);
    unwrap(await world.ledger.openHold(hold));
    const { address, networkId } = buyer.terms;
    const agreement = await signCloseAgreement(buyer.key, { networkId, channel: address, totalNano: 0n });
    await own.told(closeNowBody(agreement), world.market);
    expect(await own.channel()).toMatchObject({ state: 'closing', closeAt: null });
    expect(await codeOf(world.ledger.openHold(holdOf(buyer.accountId, 1n)))).toBe('channel_closing');
    await settleOne(world, hold, { costNano: 0n });
    await world.follower.follow();
    expect(await own.channel()).toMatchObject({ state: 'closed' });
    expect(await own.books()).toMatchObject({ depositedNano: 0n });
  });
});
