import { unwrap } from '@spindle/shared';
import { MESSAGE_VALUE_NANO, requestCloseBody, topUpBody } from '@spindle/ton';
import { afterEach, expect, it } from 'vitest';
import { queueClaims } from '../escrow/index.ts';
import { chainAndBooks } from '../escrow/testing/chain-and-books.ts';
import type { EscrowBuyer } from '../escrow/testing/escrow-buyer.ts';
import { createEscrowWorld, type EscrowWorld } from '../escrow/testing/escrow-world.ts';
import { spend } from '../escrow/testing/spend.ts';
import { PRIORITY } from './index.ts';

const COIN = 10n ** 9n;
const STEP = 200_000_000n;
let world: EscrowWorld;
afterEach(async () => {
  const { books, chain } = await chainAndBooks(world);
  expect(books).toEqual(chain);
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

async function owingBuyers(count: number): Promise<EscrowBuyer[]> {
  const buyers: EscrowBuyer[] = [];
  for (let at = 0; at < count; at++) {
    const buyer = await world.openBuyer(COIN);
    await spend(world, buyer, STEP);
    buyers.push(buyer);
  }
  return buyers;
}
const stateOf = async ({ terms }: EscrowBuyer) => {
  const { rows } = await world.db.pool.query(
    `SELECT state, reason FROM outgoing WHERE destination = $1 AND kind = 'claim'`,
    [terms.address],
  );
  return `${rows[0]?.state} ${rows[0]?.reason}`;
};

it('a wallet that can pay for one claim makes the one of the escrow that closes; what it brings pays for the others', async () => {
  world = await createEscrowWorld({ marketCoins: '0.07' });
  const buyers = await owingBuyers(3);
  const [, , last] = buyers;
  if (!last) throw new Error('there are three');
  await world.send(last.wallet, { to: last.terms.address, valueNano: MESSAGE_VALUE_NANO, body: requestCloseBody() });
  await world.follower.follow();
  await queueClaims(world);
  await world.treasury.send();
  expect(await Promise.all(buyers.map(stateOf))).toEqual([
    'waiting treasury_low',
    'waiting treasury_low',
    'batched null',
  ]);
  expect(await world.treasury.status()).toMatchObject({ waiting: 2, tooDear: 2, underWay: 1 });
  for (let round = 0; round < 4; round++) await world.settle();
  expect(await Promise.all(buyers.map(stateOf))).toEqual(['done null', 'done null', 'done null']);
});

it('an empty wallet sends nothing, says so once, and goes on when it is filled', async () => {
  world = await createEscrowWorld({ marketCoins: '0.01' });
  const [buyer] = await owingBuyers(1);
  if (!buyer) throw new Error('there is one');
  await queueClaims(world);
  for (let round = 0; round < 3; round++) await world.settle(1);
  expect(await stateOf(buyer)).toBe('waiting treasury_low');
  expect(world.logged.filter(([, , words]) => words === 'the market’s wallet is low')).toHaveLength(1);
  await world.faucet(world.treasury.address, '1');
  await world.settle();
  await world.settle();
  expect(await stateOf(buyer)).toBe('done null');
});

it('what takes coins out leaves enough for claims, and one that is too dear stops nobody', async () => {
  world = await createEscrowWorld({ marketCoins: '1' });
  const [buyer] = await owingBuyers(1);
  if (!buyer) throw new Error('there is one');
  // Into an escrow that stands for an account of ours: whoever pays, the words are the same.
  const fund = (key: string, amountNano: bigint) =>
    world.treasury.enqueue(world.db.pool, {
      key,
      kind: 'fund',
      destination: buyer.terms.address,
      valueNano: amountNano + 30_000_000n,
      amountNano,
      priority: PRIORITY.closing,
      body: (queryId) => topUpBody(amountNano, queryId),
    });
  await fund('fund:large', 800_000_000n);
  await fund('fund:reserve', 500_000_000n);
  await queueClaims(world);
  await world.settle();
  const found = async (key: string) => (await world.treasury.find(world.db.pool, key))?.state;
  expect([await found('fund:large'), await found('fund:reserve'), await stateOf(buyer)]).toEqual([
    'waiting',
    'waiting',
    'done null',
  ]);
  await world.faucet(world.treasury.address, '2');
  await world.settle();
  await world.settle();
  // The escrow is not the market's to pay into: both came back, and their coins are the market's own again.
  expect([await found('fund:large'), await found('fund:reserve')]).toEqual(['refused', 'refused']);
  expect(await world.treasury.find(world.db.pool, 'fund:large')).toMatchObject({ reason: 'channel_not_yours' });
  const { rows } = await world.db.pool.query(`SELECT kind, principal_nano FROM wallet_move WHERE kind = 'returned'`);
  expect(rows.map((row) => row.principal_nano).sort()).toEqual(['500000000', '800000000']);
});

it('a wallet that is poorer than we knew sends the first messages of a batch; the others wait for coins', async () => {
  world = await createEscrowWorld({ marketCoins: '0.3' });
  const buyers = await owingBuyers(6);
  await queueClaims(world);
  // Nobody has seen yet that most of it was sent away.
  const away = buyers[0]?.wallet.address ?? '';
  await world.market.send([{ to: away, valueNano: 190_000_000n, body: topUpBody(0n) }]);
  await world.treasury.send();
  await world.follower.follow();
  await world.follower.follow();
  const states = await Promise.all(buyers.map(stateOf));
  expect(states.filter((state) => state === 'waiting treasury_low').length).toBeGreaterThan(0);
  expect(states.filter((state) => state === 'waiting treasury_low').length).toBeLessThan(6);
  await world.faucet(world.treasury.address, '1');
  await world.settle(2);
  const isWaiting = (await world.treasury.status()).waiting > 0;
  world.clock.set(world.clock.nowMs() + 10_000);
  for (let round = 0; round < 3; round++) await world.settle();
  expect(isWaiting).toBe(true);
  expect(await Promise.all(buyers.map(stateOf))).toEqual(Array(6).fill('done null'));
  expect(unwrap(await world.reader.getBalance(world.treasury.address))).toBeGreaterThan(0n);
});

it('a message that the chain does not send costs an order now and then, not in each round', async () => {
  world = await createEscrowWorld({ marketCoins: '1' });
  await world.treasury.enqueue(world.db.pool, {
    key: 'claim:nowhere',
    kind: 'claim',
    destination: `7:${'11'.repeat(32)}`, // no such workchain
    valueNano: 20_000_000n,
    priority: PRIORITY.claim,
    body: (queryId) => topUpBody(0n, queryId),
  });
  const orders = async () => (await world.db.pool.query(`SELECT 1 FROM wallet_move WHERE kind = 'order'`)).rowCount;
  const counts: (number | null)[] = [];
  for (const passedMs of [0, 5_000, 5_000, 10_000, 10_000]) {
    world.clock.set(world.clock.nowMs() + passedMs);
    await world.settle(3);
    counts.push(await orders());
  }
  expect(counts).toEqual([1, 1, 2, 2, 3]);
});
