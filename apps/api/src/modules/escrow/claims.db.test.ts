import { unwrap } from '@spindle/shared';
import { finishCloseBody, MESSAGE_VALUE_NANO, requestCloseBody } from '@spindle/ton';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queueClaims } from './index.ts';
import { chainAndBooks } from './testing/chain-and-books.ts';
import type { EscrowBuyer } from './testing/escrow-buyer.ts';
import { CLOSE_DELAY_SECONDS, createEscrowWorld, type EscrowWorld } from './testing/escrow-world.ts';
import { spend } from './testing/spend.ts';

const COIN = 10n ** 9n;
let world: EscrowWorld;
beforeAll(async () => {
  world = await createEscrowWorld();
});
afterAll(() => world.close());

type Body = ReturnType<typeof requestCloseBody>;

const tell = (buyer: EscrowBuyer, body: Body) =>
  world.send(buyer.wallet, { to: buyer.terms.address, valueNano: MESSAGE_VALUE_NANO, body });
const onChain = async ({ terms }: EscrowBuyer) => {
  const channel = unwrap(await world.reader.getChannel(terms.address));
  return channel === 'absent' ? null : channel;
};
const outgoing = async (buyer: EscrowBuyer) => {
  const { rows } = await world.db.pool.query(
    'SELECT key, state, reason, priority FROM outgoing WHERE destination = $1 ORDER BY id',
    [buyer.terms.address],
  );
  return rows;
};
const channelRow = async (buyer: EscrowBuyer) => {
  const { rows } = await world.db.pool.query('SELECT * FROM channel WHERE address = $1', [buyer.terms.address]);
  return rows[0];
};

describe('claims', () => {
  it('take what was spent and not what was signed, once it is worth the fee', async () => {
    const buyers = await Promise.all([1, 2, 3].map(() => world.openBuyer(2n * COIN, COIN)));
    await Promise.all(buyers.map((buyer, at) => spend(world, buyer, BigInt(at + 1) * 90_000_000n)));
    expect(await queueClaims(world)).toBe(2);
    expect(await queueClaims(world)).toBe(0);
    await world.settle();
    const claimed = await Promise.all(buyers.map(async (buyer) => (await onChain(buyer))?.claimedNano));
    expect(claimed).toEqual([0n, 180_000_000n, 270_000_000n]);
    for (const buyer of buyers.slice(1)) {
      expect(await channelRow(buyer)).toMatchObject({ claiming_nano: null, claim_refusal: null });
      expect(await outgoing(buyer)).toMatchObject([{ state: 'done', reason: null }]);
    }
    const { books, chain } = await chainAndBooks(world);
    expect(books).toEqual(chain);
    expect(await world.ledger.audit()).toEqual([]);
  });

  it('of one channel follow each other, each for the whole total', async () => {
    const buyer = await world.openBuyer(2n * COIN);
    await spend(world, buyer, 200_000_000n);
    await queueClaims(world);
    await spend(world, buyer, 300_000_000n);
    // The first one is on its way, so the second waits for its end.
    expect(await queueClaims(world)).toBe(0);
    await world.settle();
    expect(await queueClaims(world)).toBe(1);
    await world.settle();
    expect((await onChain(buyer))?.claimedNano).toBe(500_000_000n);
  });

  it('of a channel that closes come at once, whatever little it owes, and before all others', async () => {
    const buyer = await world.openBuyer(2n * COIN);
    await spend(world, buyer, 5_000_000n);
    expect(await queueClaims(world)).toBe(0);
    await tell(buyer, requestCloseBody());
    await world.follower.follow();
    expect(await queueClaims(world)).toBe(1);
    expect(await outgoing(buyer)).toMatchObject([{ priority: 0 }]);
    await world.settle();
    await world.advance(CLOSE_DELAY_SECONDS);
    await tell(buyer, finishCloseBody());
    await world.settle();
    expect(await onChain(buyer)).toMatchObject({ status: 'closed', claimedNano: 5_000_000n });
    const { books, chain } = await chainAndBooks(world);
    expect(books).toEqual(chain);
  });

  it('that still wait when their channel begins to close make room for the whole, and hurry', async () => {
    const buyer = await world.openBuyer(2n * COIN);
    await spend(world, buyer, 200_000_000n);
    await queueClaims(world);
    await spend(world, buyer, 100_000_000n);
    await tell(buyer, requestCloseBody());
    await world.follower.follow();
    expect(await queueClaims(world)).toBe(1);
    expect(await queueClaims(world)).toBe(0);
    expect(await outgoing(buyer)).toMatchObject([
      { state: 'dropped', reason: 'voucher_stale', priority: 10 },
      { state: 'waiting', priority: 0 },
    ]);
    await world.settle();
    expect((await onChain(buyer))?.claimedNano).toBe(300_000_000n);
  });

  it('that come after the close are refused, say why, and are not made again', async () => {
    const buyer = await world.openBuyer(2n * COIN);
    await spend(world, buyer, 200_000_000n);
    await queueClaims(world);
    await tell(buyer, requestCloseBody());
    await world.advance(CLOSE_DELAY_SECONDS);
    await tell(buyer, finishCloseBody());
    await world.treasury.send();
    await world.settle();
    expect(await outgoing(buyer)).toMatchObject([{ state: 'refused', reason: 'channel_closed' }]);
    expect(await channelRow(buyer)).toMatchObject({ state: 'closed', claiming_nano: null });
    expect(await queueClaims(world)).toBe(0);
    const { books, chain } = await chainAndBooks(world);
    expect(books).toEqual(chain);
    expect(await world.ledger.audit()).toEqual([]);
  });

  it('that the chain refuses are not repeated blindly', async () => {
    const buyer = await world.openBuyer(2n * COIN);
    await spend(world, buyer, 200_000_000n);
    const { signature } = await channelRow(buyer);
    await world.db.pool.query('UPDATE channel SET signature = $2 WHERE address = $1', [
      buyer.terms.address,
      'ab'.repeat(64),
    ]);
    await queueClaims(world);
    await world.settle();
    expect(await channelRow(buyer)).toMatchObject({ claim_refusal: 'voucher_signature', claiming_nano: null });
    await world.db.pool.query('UPDATE channel SET signature = $2 WHERE address = $1', [buyer.terms.address, signature]);
    // Not for a while, and then not the same again: what was wrong is looked at first.
    expect(await queueClaims(world)).toBe(0);
    world.clock.set(world.clock.nowMs() + 60 * 60_000);
    expect(await queueClaims(world)).toBe(0);
    await spend(world, buyer, 100_000_000n);
    expect(await queueClaims(world)).toBe(1);
    await world.settle();
    expect((await onChain(buyer))?.claimedNano).toBe(300_000_000n);
    const { books, chain } = await chainAndBooks(world);
    expect(books).toEqual(chain);
  });

  it('are left to a broker that has the key', async () => {
    const buyer = await world.openBuyer(2n * COIN);
    await spend(world, buyer, 200_000_000n);
    expect(await queueClaims({ ...world, treasury: { ...world.treasury, canSign: false } })).toBe(0);
    expect(await queueClaims(world)).toBe(1);
    await world.settle();
  });
});
