import type { AccountId } from '@spindle/shared';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { usageOf } from '../usage/index.ts';
import { Cuttable, createRelayWorld, type RelayWorld, type TestMachine, tell } from './testing/index.ts';

const DEPOSIT = 10n ** 10n;
let way: Cuttable;
let world: RelayWorld;
let buyer: AccountId;
let machine: TestMachine;

beforeEach(async () => {
  way = new Cuttable();
  world = await createRelayWorld({}, { through: (url) => way.lead(url) });
  buyer = await world.buyer({ depositedNano: DEPOSIT });
  machine = await world.addMachine({ pauseMs: 60, words: ['one ', 'two ', 'three ', 'four'] });
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
  await way.cut();
});

const ask = () => tell(world.client(world.actor(buyer)));
const rows = async () => {
  const page = await usageOf(world, { accountId: buyer }, {});
  return page.ok ? page.value.items : [];
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const asked = () => expect.poll(() => machine.asked.length, { timeout: 5_000 }).toBe(1);

it('a request that finds the database gone is refused, and holds nothing when it is back', async () => {
  await way.cut();
  expect((await ask()).fault?.code).toBe('database_unavailable');
  await way.mend();
  expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
  expect((await ask()).fault).toBeNull();
});

it('an answer goes on while the database restarts, and is settled when it is back', async () => {
  const asking = ask();
  await asked();
  await way.cut();
  await pause(400);
  expect(machine.acknowledged).toEqual([]);
  await way.mend();
  const told = await asking;
  expect(told).toMatchObject({ text: 'one two three four', fault: null });
  expect(told.events.at(-1)).toMatchObject({ kind: 'end', receiptChecked: true });
  expect(machine.acknowledged).toHaveLength(1);
  expect(await rows()).toMatchObject([{ end: 'complete', outputTokens: 4 }]);
});

it('an answer whose settling takes too long ends with a word on that, and is settled later, once', async () => {
  const asking = ask();
  await asked();
  await way.cut();
  const told = await asking;
  expect(told).toMatchObject({ text: 'one two three four', fault: { code: 'settle_delayed' } });
  expect(machine.acknowledged).toEqual([]);
  await way.mend();
  await expect.poll(() => machine.acknowledged.length, { timeout: 15_000 }).toBe(1);
  expect(await rows()).toMatchObject([{ end: 'complete', outputTokens: 4 }]);
  expect((await world.ledger.balancesOf(machine.providerId)).earnedNano).toBeGreaterThan(0n);
  expect((await world.ledger.balancesOf(buyer)).heldNano).toBe(0n);
});

it('a machine lost while the database is away costs nothing, and its hold goes back when it can', async () => {
  machine.behaviour = { pauseMs: 60, loseAfter: 1 };
  const asking = ask();
  await asked();
  await way.cut();
  expect((await asking).fault?.code).toBe('node_lost');
  await way.mend();
  await expect.poll(rows, { timeout: 10_000 }).toMatchObject([{ end: 'cut', costNano: 0n }]);
  expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
});
