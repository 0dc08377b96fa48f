import { unwrap } from '@spindle/shared';
import {
  channelAddress,
  channelInit,
  createChainReader,
  STORAGE_RESERVE_NANO,
  TOP_UP_EXTRA_NANO,
  topUpBody,
} from '@spindle/ton';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ChainFollowerDeps, ROUND_ACCOUNTS } from '../chain/index.ts';
import { silentReader } from '../chain/testing/silent-reader.ts';
import { walletOverview, watchDeposit } from './index.ts';
import { contractTerms, type EscrowBuyer } from './testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from './testing/escrow-world.ts';

const COIN = 10n ** 9n;
let world: EscrowWorld;
let buyer: EscrowBuyer;
beforeAll(async () => {
  world = await createEscrowWorld();
});
beforeEach(async () => {
  world.logged.length = 0;
  buyer = await world.escrowBuyer();
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.retireChannels();
});
afterAll(() => world.close());

const balanceOf = async ({ accountId }: EscrowBuyer) => (await world.ledger.balancesOf(accountId)).depositedNano;
const channelOf = async ({ actor }: EscrowBuyer) => unwrap(await walletOverview(world, actor)).channel;
const watch = async ({ actor, terms }: EscrowBuyer) =>
  unwrap(await watchDeposit(world, actor, { channel: terms.address }));
const cursorOf = async ({ terms }: EscrowBuyer) =>
  (await world.db.pool.query('SELECT cursor_lt, cursor_hash FROM channel WHERE address = $1', [terms.address])).rows[0];

describe('a deposit', () => {
  it('opens the channel and is credited once, however often one looks', async () => {
    expect(await watch(buyer)).toMatchObject({ state: 'waiting', depositedNano: 0n });
    await world.follower.follow();
    expect(await channelOf(buyer)).toMatchObject({ state: 'expected', why: 'waiting_for_chain', depositedNano: 0n });

    await buyer.deposit(2n * COIN);
    for (let round = 0; round < 3; round++) await world.follower.follow();
    expect(await watch(buyer)).toMatchObject({ state: 'credited', depositedNano: 2n * COIN });
    expect(await channelOf(buyer)).toMatchObject({ state: 'open', why: null, checkedAt: world.clock.nowMs() });
    expect(await balanceOf(buyer)).toBe(2n * COIN);
  });

  it('adds to the one before, also when both are first seen together', async () => {
    await buyer.deposit(COIN);
    await buyer.deposit(3n * COIN);
    await world.follower.follow();
    expect(await balanceOf(buyer)).toBe(4n * COIN);
    await buyer.deposit(COIN / 2n);
    await world.follower.follow();
    expect(await balanceOf(buyer)).toBe((9n * COIN) / 2n);
    expect(unwrap(await world.reader.getChannel(buyer.terms.address))).toMatchObject({
      depositedNano: (await channelOf(buyer))?.depositedNano,
    });
  });

  it('is credited once by two brokers that look at the same moment', async () => {
    await buyer.deposit(COIN);
    await Promise.all(
      [world.follower, world.anotherFollower(), world.anotherFollower()].map((follower) => follower.follow()),
    );
    expect(await balanceOf(buyer)).toBe(COIN);
  });

  it('is credited once when a broker comes late with what it read before another booked it', async () => {
    await buyer.deposit(COIN);
    let hasRead = () => {};
    let goOn = () => {};
    const read = new Promise<void>((resolve) => {
      hasRead = resolve;
    });
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const slow = world.anotherFollower({
      reader: {
        ...world.reader,
        transactionsAfter: async (...args) => {
          const answer = await world.reader.transactionsAfter(...args);
          hasRead();
          await gate;
          return answer;
        },
      },
    });
    slow.poke(buyer.terms.address);
    const late = slow.follow();
    await read;
    await world.follower.follow();
    await buyer.deposit(2n * COIN);
    await world.follower.follow();
    const cursor = await cursorOf(buyer);
    goOn();
    await late;
    expect(await cursorOf(buyer)).toEqual(cursor);
    await world.follower.follow();
    expect(await balanceOf(buyer)).toBe(3n * COIN);
  });

  it('is credited once when the cursor was lost', async () => {
    await buyer.deposit(COIN);
    await world.follower.follow();
    await world.db.pool.query('UPDATE channel SET cursor_lt = NULL, cursor_hash = NULL');
    await buyer.deposit(COIN);
    await world.follower.follow();
    expect(await balanceOf(buyer)).toBe(2n * COIN);
  });
});

describe('nothing is credited for', () => {
  it('a plain transfer to the channel', async () => {
    await buyer.deposit(COIN);
    await world.send(buyer.wallet, { to: buyer.terms.address, valueNano: 5n * COIN });
    await world.follower.follow();
    expect(unwrap(await world.reader.getBalance(buyer.terms.address))).toBeGreaterThan(5n * COIN);
    expect(await balanceOf(buyer)).toBe(COIN);
  });

  it('a plain transfer to an address where no channel is yet, which a deposit then opens', async () => {
    await world.send(buyer.wallet, { to: buyer.terms.address, valueNano: COIN, bounce: false });
    await world.follower.follow();
    expect(await channelOf(buyer)).toMatchObject({ state: 'expected', depositedNano: 0n });
    await buyer.deposit(2n * COIN);
    await world.follower.follow();
    expect(await channelOf(buyer)).toMatchObject({ state: 'open', depositedNano: 2n * COIN });
  });

  it('a top-up that claims more than it brings', async () => {
    const { terms, wallet } = buyer;
    const init = channelInit(contractTerms(terms));
    const lie = { to: terms.address, body: topUpBody(50n * COIN), init, valueNano: COIN };
    await world.send(wallet, lie);
    await world.follower.follow();
    expect(await channelOf(buyer)).toMatchObject({ state: 'expected', depositedNano: 0n });
    await buyer.deposit(COIN);
    await world.send(wallet, lie);
    await world.follower.follow();
    expect(await balanceOf(buyer)).toBe(COIN);
  });

  it('a top-up by a stranger', async () => {
    await buyer.deposit(COIN);
    const stranger = await world.newWallet(10n * COIN);
    const valueNano = COIN + TOP_UP_EXTRA_NANO;
    await world.send(stranger, { to: buyer.terms.address, body: topUpBody(COIN), valueNano });
    await world.follower.follow();
    expect(await balanceOf(buyer)).toBe(COIN);
  });

  it('a channel of one’s own making, that the market never named', async () => {
    const salt = String(BigInt(buyer.terms.salt) ^ 1n);
    const other = channelAddress(contractTerms({ ...buyer.terms, salt }));
    await buyer.deposit(COIN, { ...buyer.terms, salt, address: other });
    expect(unwrap(await world.reader.getChannel(other))).toMatchObject({ depositedNano: COIN });
    await world.follower.follow();
    expect(await balanceOf(buyer)).toBe(0n);
    expect(await watchDeposit(world, buyer.actor, { channel: other })).toMatchObject({
      fault: { code: 'channel_unknown' },
    });
  });
});

describe('which channels are read', () => {
  const readAt = async (nowMs: number, poked: string[] = []) => {
    const reader = silentReader();
    const follower = world.anotherFollower({ clock: { nowMs: () => nowMs }, reader });
    for (const address of poked) follower.poke(address);
    await follower.follow();
    return reader.asked;
  };
  const HOUR_MS = 3_600_000;

  it('an unpaid one in the first day, then a few times a day; whoever waits for it has it read at once', async () => {
    const { address } = buyer.terms;
    const startMs = world.clock.nowMs();
    expect(await readAt(startMs + 23 * HOUR_MS)).toContain(address);
    expect(await readAt(startMs + 25 * HOUR_MS)).not.toContain(address);
    expect((await readAt(startMs + 25 * HOUR_MS, [address]))[0]).toBe(address);
    expect(await readAt(startMs + 32 * HOUR_MS)).toContain(address);
  });

  it('those that can’t be read do not take the turn of others', async () => {
    await world.retireChannels();
    const tried = new Set<string>();
    const rows = Array.from({ length: ROUND_ACCOUNTS + 1 }, (_, at) => `0:${String(at).padStart(64, 'f')}`);
    await world.db.pool.query(
      `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state)
       SELECT address, $2, -217, '0:00', '0:01', 'ab', 60, '1', 'open' FROM unnest($1::text[]) AS a(address)`,
      [rows, buyer.accountId],
    );
    const lastTransactions: ChainFollowerDeps['reader']['lastTransactions'] = async (addresses) => {
      for (const address of addresses) tried.add(address);
      return { ok: false, fault: { code: 'chain_unreachable' } };
    };
    const follower = world.anotherFollower({ reader: { ...world.reader, lastTransactions } });
    await follower.follow();
    expect(tried.size).toBe(ROUND_ACCOUNTS);
    await follower.follow();
    expect(tried.size).toBe(ROUND_ACCOUNTS + 1);
  });
});

describe('when the chain does not answer', () => {
  afterEach(() => world.setDown(false));

  it('nothing changes, it is said since when, and it goes on by itself', async () => {
    await buyer.deposit(COIN);
    await world.follower.follow();
    await buyer.deposit(COIN);
    await world.setDown(true);
    const sinceMs = world.clock.nowMs();
    await world.follower.follow();
    world.clock.set(sinceMs + 60_000);
    await world.follower.follow();
    expect(world.follower.trouble()).toEqual({ sinceMs });
    expect(world.logged.filter(([level]) => level === 'warn')).toHaveLength(1);
    expect(await balanceOf(buyer)).toBe(COIN);
    expect(await channelOf(buyer)).toMatchObject({ state: 'open', why: 'chain_unreachable', checkedAt: sinceMs });

    await world.setDown(false);
    await world.follower.follow();
    expect(world.follower.trouble()).toBeNull();
    expect(await balanceOf(buyer)).toBe(2n * COIN);
    expect(await channelOf(buyer)).toMatchObject({ why: null, checkedAt: sinceMs + 60_000 });
  });

  it('the same at an address where nobody listens', async () => {
    await buyer.deposit(COIN);
    const reader = createChainReader({ baseUrl: 'http://127.0.0.1:1' });
    const follower = world.anotherFollower({ reader });
    await follower.follow();
    expect(follower.trouble()).toEqual({ sinceMs: world.clock.nowMs() });
    expect(await balanceOf(buyer)).toBe(0n);
  });

  it('for one channel only, it is no trouble of the chain', async () => {
    const other = await world.escrowBuyer();
    const follower = world.anotherFollower({
      reader: {
        ...world.reader,
        transactionsAfter: async (address, ...more) =>
          address === other.terms.address
            ? { ok: false, fault: { code: 'chain_unreachable' } }
            : world.reader.transactionsAfter(address, ...more),
      },
    });
    await buyer.deposit(COIN);
    await other.deposit(COIN);
    await follower.follow();
    expect(follower.trouble()).toBeNull();
    expect(await balanceOf(buyer)).toBe(COIN);
    expect(await channelOf(other)).toMatchObject({ checkedAt: null });
  });
});

it('a channel that cannot be booked stops no other, and is told to operators', async () => {
  const other = await world.escrowBuyer();
  await buyer.deposit(COIN);
  await other.deposit(COIN);
  // As if a deposit had been credited that the chain does not have.
  const { address } = buyer.terms;
  await world.db.pool.query('UPDATE channel SET deposited_nano = 7 WHERE address = $1', [address]);
  await world.follower.follow();
  expect(await balanceOf(other)).toBe(COIN);
  expect(await balanceOf(buyer)).toBe(0n);
  expect(world.follower.trouble()).toBeNull();
  expect(world.logged.find(([level]) => level === 'error')?.[1]).toMatchObject({ account: address });
  await world.db.pool.query('UPDATE channel SET deposited_nano = 0 WHERE address = $1', [address]);
  await world.follower.follow();
  expect(await balanceOf(buyer)).toBe(COIN);
});

it('what a channel keeps for its storage is not the buyer’s deposit', async () => {
  await buyer.deposit(COIN);
  await world.follower.follow();
  expect(unwrap(await world.reader.getBalance(buyer.terms.address))).toBe(COIN + STORAGE_RESERVE_NANO);
  expect(await balanceOf(buyer)).toBe(COIN);
});
