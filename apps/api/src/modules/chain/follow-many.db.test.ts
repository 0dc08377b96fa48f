import { ACCOUNTS_AT_ONCE, createChainReader } from '@spindle/ton';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createEscrowWorld, type EscrowWorld } from '../escrow/testing/escrow-world.ts';
import { ROUND_ACCOUNTS, ROUND_READS } from './index.ts';

const COIN = 10n ** 9n;
const MANY = 10_000;
/** By the standard of CHAIN_POLL_MS, two seconds. */
const ROUNDS_A_MINUTE = 30;

let world: EscrowWorld;
beforeAll(async () => {
  world = await createEscrowWorld();
});
afterAll(() => world.close());

async function addChannels(count: number): Promise<void> {
  const accountId = await world.person();
  await world.db.pool.query(
    `INSERT INTO channel (address, account_id, network_id, payer, payee, session_key, close_delay_seconds, salt, state)
     SELECT '0:' || lpad(to_hex(at), 64, '0'), $2, -217, '0:00', '0:01', 'ab', 60, '1', 'open' FROM generate_series(1, $1) AS g(at)`,
    [count, accountId],
  );
}

it('10,000 accounts are all looked at within a minute, by a bounded number of requests, and those that move are booked', async () => {
  const buyers = await Promise.all(Array.from({ length: 20 }, () => world.escrowBuyer()));
  await addChannels(MANY);
  const asked = { states: 0, reads: 0 };
  const reader = createChainReader({
    baseUrl: world.chainUrl,
    fetch: (input, init) => {
      asked[String(input).includes('/accountStates?') ? 'states' : 'reads'] += 1;
      return fetch(input, init);
    },
  });
  const startMs = world.clock.nowMs();
  const clock = { nowMs: () => nowMs };
  let nowMs = startMs;
  const follower = world.anotherFollower({ reader, clock });
  const perRound: number[] = [];
  for (let round = 0; round < ROUNDS_A_MINUTE; round++) {
    nowMs += 2_000;
    if (round === 3) await Promise.all(buyers.map((buyer) => buyer.deposit(COIN)));
    const before = asked.reads;
    await follower.follow();
    perRound.push(asked.reads - before);
  }

  expect(asked.states).toBe(ROUNDS_A_MINUTE * (ROUND_ACCOUNTS / ACCOUNTS_AT_ONCE));
  expect(asked.states).toBeLessThanOrEqual(120);
  expect(Math.max(...perRound)).toBeLessThanOrEqual(ROUND_READS);
  expect(asked.reads).toBe(buyers.length);
  const { rows } = await world.db.pool.query(
    `SELECT count(*) FILTER (WHERE checked_at > $1) AS checked, count(*) FILTER (WHERE deposited_nano = $2) AS credited
     FROM channel`,
    [new Date(startMs), COIN],
  );
  expect(rows).toEqual([{ checked: String(MANY + buyers.length), credited: String(buyers.length) }]);
  expect(await world.ledger.audit()).toEqual([]);
});

it('whom somebody waits for comes first, whatever others wait for their turn', async () => {
  const buyer = await world.escrowBuyer();
  await buyer.deposit(2n * COIN);
  world.follower.poke(buyer.terms.address);
  await world.follower.follow();
  expect((await world.ledger.balancesOf(buyer.accountId)).depositedNano).toBe(2n * COIN);
});

it('more that move at once than a round reads are read in the rounds after, in their order', async () => {
  await world.retireChannels();
  const buyers = await Promise.all(Array.from({ length: ROUND_READS + 4 }, () => world.escrowBuyer()));
  await Promise.all(buyers.map((buyer) => buyer.deposit(COIN)));
  const last = buyers.at(-1);
  world.follower.poke(last?.terms.address ?? '');
  const credited = async () => {
    const balances = await Promise.all(buyers.map(({ accountId }) => world.ledger.balancesOf(accountId)));
    return balances.filter(({ depositedNano }) => depositedNano === COIN).length;
  };
  await world.follower.follow();
  expect(await credited()).toBe(ROUND_READS);
  expect(last && (await world.ledger.balancesOf(last.accountId)).depositedNano).toBe(COIN);
  await world.follower.follow();
  expect(await credited()).toBe(ROUND_READS + 4);
});
