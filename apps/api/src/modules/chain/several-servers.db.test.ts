import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EscrowBuyer } from '../escrow/testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from '../escrow/testing/escrow-world.ts';
import { type ChainFollower, createMarketReader, type MarketReader } from './index.ts';

const COIN = 10n ** 9n;
type Spoil = (path: string, answer: Response) => Promise<Response> | Response;
const honest: Spoil = (_, answer) => answer;

/** One chain, two servers of it: the second says what the test makes it say. */
let world: EscrowWorld;
let buyer: EscrowBuyer;
let reader: MarketReader;
let follower: ChainFollower;
let spoil: Spoil = honest;
let lateMs = 0;

beforeAll(async () => {
  world = await createEscrowWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  spoil = honest;
  lateMs = 0;
  world.logged.length = 0;
  await world.retireChannels();
  buyer = await world.escrowBuyer();
  const clock = { nowMs: () => world.clock.nowMs() + lateMs };
  const spoilt: typeof fetch = async (input, init) => spoil(String(input), await fetch(input, init));
  const baseUrl = world.chainUrl;
  reader = createMarketReader({ clock, log: world.log, endpoints: [{ baseUrl }, { baseUrl, fetch: spoilt }] });
  follower = world.anotherFollower({ reader, clock });
});

const depositedNano = async () => (await world.ledger.balancesOf(buyer.accountId)).depositedNano;
const down: Spoil = () => new Response('down', { status: 503 });
/** Toncenter's v3 gives hashes in base64. */
const otherHash: Spoil = async (path, answer) => {
  if (!path.includes('/accountStates')) return answer;
  const text = await answer.text();
  return new Response(
    text.replace(/"last_transaction_hash":"[^"]{44}"/g, `"last_transaction_hash":"${'A'.repeat(43)}="`),
  );
};

describe('with two servers', () => {
  it('a deposit is credited when both show it', async () => {
    await buyer.deposit(COIN);
    await follower.follow();
    expect(await depositedNano()).toBe(COIN);
    expect(follower.contradicted()).toEqual([]);
  });

  it('of which one is down, the other serves', async () => {
    spoil = down;
    await buyer.deposit(COIN);
    await follower.follow();
    expect(await depositedNano()).toBe(COIN);
    expect(reader.endpoints().map(({ state }) => state)).toEqual(['fresh', 'silent']);
    expect(world.logged.filter(([level]) => level === 'warn')).toHaveLength(1);
  });

  it('that contradict each other, nothing is credited and operators are told once; then it goes on from the cursor', async () => {
    await buyer.deposit(COIN);
    await follower.follow();
    await buyer.deposit(2n * COIN);
    spoil = otherHash;
    await follower.follow();
    await follower.follow();
    expect(await depositedNano()).toBe(COIN);
    expect(follower.contradicted()).toEqual([buyer.terms.address]);
    expect(follower.trouble()).toBeNull();
    expect(world.logged.filter(([level]) => level === 'error')).toHaveLength(2); // by the reader, and by the follower
    spoil = honest;
    await follower.follow();
    expect(await depositedNano()).toBe(3n * COIN);
    expect(follower.contradicted()).toEqual([]);
  });

  it('that are both down, the channel stays as it was known, and what happened meanwhile is booked after', async () => {
    await buyer.deposit(COIN);
    await follower.follow();
    await world.setDown(true);
    lateMs = 60_000;
    await buyer.deposit(COIN).catch(() => {}); // the wallet asks the same servers
    await follower.follow();
    expect(follower.trouble()).toEqual({ sinceMs: world.clock.nowMs() + lateMs });
    await world.setDown(false);
    await buyer.deposit(COIN);
    await buyer.deposit(COIN);
    lateMs = 120_000;
    await follower.follow();
    expect(follower.trouble()).toBeNull();
    expect(await depositedNano()).toBe(3n * COIN);
    expect(await world.ledger.audit()).toEqual([]);
  });
});

it('a server that was set back to another history is found out by our cursor', async () => {
  await buyer.deposit(COIN);
  await follower.follow();
  await world.db.pool.query(`UPDATE channel SET cursor_hash = $2 WHERE address = $1`, [
    buyer.terms.address,
    '0'.repeat(64),
  ]);
  await buyer.deposit(COIN);
  await follower.follow();
  expect(await depositedNano()).toBe(COIN);
  expect(follower.contradicted()).toEqual([buyer.terms.address]);
});
