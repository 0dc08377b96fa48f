import { unwrap } from '@spindle/shared';
import { type ChainReader, claimBody, createChainSender, HIGHLOAD_LIFE_SECONDS, signVoucher } from '@spindle/ton';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { queueClaims } from '../escrow/index.ts';
import { chainAndBooks } from '../escrow/testing/chain-and-books.ts';
import type { EscrowBuyer } from '../escrow/testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from '../escrow/testing/escrow-world.ts';
import { Killed, mortalDatabase } from '../escrow/testing/mortal-database.ts';
import { spend } from '../escrow/testing/spend.ts';
import type { TestBroker } from '../escrow/testing/test-broker.ts';

const COIN = 10n ** 9n;
const STEP = 200_000_000n;
/** Longer than a batch lives, and than the margin after it. */
const FOR_EVER_SECONDS = HIGHLOAD_LIFE_SECONDS + 121;
const AGAIN_MS = 16_000;
const UNTIL = { timeout: 5_000, interval: 5 };

let world: EscrowWorld;
beforeAll(async () => {
  world = await createEscrowWorld();
});
afterEach(async () => {
  await world.switches({ loseExternals: 0, isDown: false });
  const { books, chain } = await chainAndBooks(world);
  expect(books).toEqual(chain);
  expect(await world.ledger.audit()).toEqual([]);
});
afterAll(() => world.close());

const claimedOnChain = async ({ terms }: EscrowBuyer) => {
  const channel = unwrap(await world.reader.getChannel(terms.address));
  return channel === 'absent' ? 0n : channel.claimedNano;
};
/** How many messages of ours came to a channel. */
const claimsSeen = async ({ terms }: EscrowBuyer) =>
  unwrap(await world.reader.transactionsAfter(terms.address, null)).filter(
    ({ inMessage }) => inMessage?.source === world.treasury.address,
  ).length;
const batches = async () => {
  const { rows } = await world.db.pool.query<{ state: string; sends: number; boc: Buffer }>(
    'SELECT state, sends, boc FROM outgoing_batch ORDER BY id DESC',
  );
  return rows;
};
const messagesOf = async ({ terms }: EscrowBuyer) => {
  const { rows } = await world.db.pool.query('SELECT state, reason FROM outgoing WHERE destination = $1 ORDER BY id', [
    terms.address,
  ]);
  return rows;
};
const pass = (ms: number) => world.clock.set(world.clock.nowMs() + ms);

async function owingBuyer(): Promise<EscrowBuyer> {
  const buyer = await world.openBuyer(20n * COIN);
  await spend(world, buyer, STEP);
  expect(await queueClaims(world)).toBe(1);
  return buyer;
}

/** The server learns a moment later that a connection is gone; until then it keeps its locks, and others pass them by. */
const untilTheDeadLetGo = () =>
  vi.waitFor(async () => {
    const { rows } = await world.db.pool.query(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    );
    expect(rows).toEqual([]);
  }, UNTIL);

/** What clockwork does in one broker, in any order that it may come in. */
async function live(broker: TestBroker): Promise<void> {
  await queueClaims(broker);
  await broker.treasury.send();
  await broker.follower.follow();
  await broker.treasury.send();
  await broker.follower.follow();
}

describe('a broker that is killed', () => {
  it('before any of its statements has lost nothing and sent nothing twice', { timeout: 120_000 }, async () => {
    const buyer = await world.openBuyer(50n * COIN);
    let spentNano = 0n;
    let isWhole = false;
    let lives = 0;
    while (!isWhole) {
      lives += 1;
      await spend(world, buyer, STEP);
      spentNano += STEP;
      const mortal = mortalDatabase(world.db, lives);
      await live(world.anotherBroker({ db: mortal })).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      isWhole = mortal.isAlive();
      await untilTheDeadLetGo();
      await queueClaims(world);
      pass(AGAIN_MS);
      await world.settle();
      expect([lives, await claimedOnChain(buyer)]).toEqual([lives, spentNano]);
    }
    expect(lives).toBeGreaterThan(40);
    expect(await claimsSeen(buyer)).toBe(lives);
  });
});

describe('several brokers at once', () => {
  it('claim each channel once, in batches that are made by one of them', async () => {
    const buyers: EscrowBuyer[] = [];
    for (let count = 0; count < 12; count++) {
      const buyer = await world.openBuyer(COIN);
      await spend(world, buyer, STEP);
      buyers.push(buyer);
    }
    const brokers = Array.from({ length: 4 }, () => world.anotherBroker());
    for (let round = 0; round < 3; round++) await Promise.all(brokers.map(live));
    await world.settle();
    for (const buyer of buyers) {
      expect([await claimedOnChain(buyer), await claimsSeen(buyer)]).toEqual([STEP, 1]);
      expect(await messagesOf(buyer)).toEqual([{ state: 'done', reason: null }]);
    }
  });
});

describe('a batch', () => {
  it('that the network lost is handed over again', async () => {
    const buyer = await owingBuyer();
    await world.switches({ loseExternals: 1 });
    await world.treasury.send();
    await world.settle(2);
    expect(await claimedOnChain(buyer)).toBe(0n);
    expect((await batches())[0]).toMatchObject({ state: 'sent', sends: 1 });
    pass(AGAIN_MS);
    await world.settle();
    expect(await claimedOnChain(buyer)).toBe(STEP);
    expect((await batches())[0]).toMatchObject({ state: 'landed', sends: 2 });
  });

  it('that was lost until its time was over is given up by the chain’s clock, and its messages go in another', async () => {
    const buyer = await owingBuyer();
    await world.switches({ loseExternals: 100 });
    await world.treasury.send();
    const [lost] = await batches();
    await world.advance(FOR_EVER_SECONDS - 2);
    await world.treasury.send();
    expect((await batches())[0]).toMatchObject({ state: 'sent' });
    await world.advance(2);
    await world.switches({ loseExternals: 0 });
    await world.settle();
    expect((await batches()).slice(0, 2).map(({ state }) => state)).toEqual(['landed', 'expired']);
    expect(await messagesOf(buyer)).toEqual([{ state: 'done', reason: null }]);
    const sender = createChainSender({ baseUrl: world.chainUrl });
    expect((await sender.sendBoc(lost?.boc.toString('base64') ?? '')).ok).toBe(false);
    expect([await claimedOnChain(buyer), await claimsSeen(buyer)]).toEqual([STEP, 1]);
  });

  it('that landed unseen is never given up, however late we look, and whatever a server says that lags', async () => {
    const buyer = await owingBuyer();
    await world.treasury.send();
    const before = unwrap(await world.reader.getAccount(world.treasury.address));
    await world.advance(FOR_EVER_SECONDS);
    const eyes = (more: Partial<ChainReader>) => world.anotherBroker({ reader: { ...world.reader, ...more } });
    // It landed, and nobody has booked that: the wallet has moved since our cursor.
    await eyes({}).treasury.send();
    // A server that lags says that nothing moved: its moment is before the end.
    const { rows } = await world.db.pool.query('SELECT cursor_lt, cursor_hash FROM treasury_wallet');
    const last = { lt: BigInt(rows[0].cursor_lt), hash: rows[0].cursor_hash };
    await eyes({ getAccount: async () => ({ ok: true, value: { ...before, last } }) }).treasury.send();
    // One that does not answer says nothing.
    const silent = { ok: false as const, fault: { code: 'chain_unreachable' as const } };
    await eyes({ getAccount: async () => silent }).treasury.send();
    await eyes({ nowSeconds: async () => silent }).treasury.send();
    expect((await batches())[0]).toMatchObject({ state: 'sent' });
    await world.settle();
    expect((await batches())[0]).toMatchObject({ state: 'landed' });
    expect([await claimedOnChain(buyer), await claimsSeen(buyer)]).toEqual([STEP, 1]);
  });

  it('waits while the chain is away', async () => {
    const buyer = await owingBuyer();
    await world.setDown(true);
    await world.settle(2);
    await world.setDown(false);
    expect(await messagesOf(buyer)).toEqual([{ state: 'waiting', reason: null }]);
    await world.settle();
    expect(await claimedOnChain(buyer)).toBe(STEP);
  });

  it('is handed over by a broker without the key too, which makes none of its own', async () => {
    const buyer = await owingBuyer();
    const keyless = world.anotherBroker({ key: null });
    await keyless.treasury.send();
    expect(await messagesOf(buyer)).toEqual([{ state: 'waiting', reason: null }]);
    await world.switches({ loseExternals: 1 });
    await world.treasury.send();
    pass(AGAIN_MS);
    await keyless.treasury.send();
    await keyless.follower.follow();
    await keyless.follower.follow();
    expect(await messagesOf(buyer)).toEqual([{ state: 'done', reason: null }]);
    expect(await claimedOnChain(buyer)).toBe(STEP);
  });
});

describe('the wallet', () => {
  it('refuses another key than its own', () => {
    const stranger = { publicKey: 'ab'.repeat(32), sign: async () => '' };
    expect(() => world.anotherBroker({ key: stranger })).toThrow('not the wallet’s');
  });

  it('books what it sends without us, and says that no broker knows of it', async () => {
    const buyer = await world.openBuyer(COIN);
    await spend(world, buyer, STEP);
    const { networkId, address: channel } = buyer.terms;
    const voucher = await signVoucher(buyer.key, { networkId, channel, cumulativeNano: COIN });
    await world.market.send([{ to: channel, valueNano: 20_000_000n, body: claimBody(STEP, voucher) }]);
    await world.settle(2);
    expect(world.logged.map(([, , words]) => words)).toContain('the wallet took an order that no broker knows');
    expect(await queueClaims(world)).toBe(0);
  });

  it('books what comes back of it, whatever number it was sent under', async () => {
    const buyer = await world.openBuyer(COIN);
    const { networkId, address: channel } = buyer.terms;
    const voucher = await signVoucher(buyer.key, { networkId, channel, cumulativeNano: 2n * COIN });
    const body = claimBody(2n * COIN, voucher, 2n ** 64n - 1n); // over the deposit
    await world.market.send([{ to: channel, valueNano: 20_000_000n, body }]);
    await world.settle(2);
    const { rows } = await world.db.pool.query('SELECT kind FROM wallet_move ORDER BY lt DESC LIMIT 1');
    expect(rows).toEqual([{ kind: 'funding' }]);
  });

  it('books coins of strangers as a gift, in whatever words they come', async () => {
    const stranger = await world.escrowBuyer();
    const { books: before } = await chainAndBooks(world);
    // The body of a payout, as an escrow of ours would send it.
    const { beginCell } = await import('@ton/core');
    const body = beginCell().storeUint(0x2b1c7e10, 32).storeUint(7, 64).storeCoins(COIN).storeCoins(COIN).endCell();
    await world.send(stranger.wallet, { to: world.treasury.address, valueNano: COIN, body });
    await world.settle(2);
    const { books } = await chainAndBooks(world);
    expect(books.all - before.all).toBeGreaterThan((COIN * 99n) / 100n);
    const { rows } = await world.db.pool.query('SELECT kind FROM wallet_move ORDER BY lt DESC LIMIT 1');
    expect(rows).toEqual([{ kind: 'funding' }]);
  });
});
