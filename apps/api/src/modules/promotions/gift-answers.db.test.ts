import type { AccountId } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { findDifferencesOfBooks } from '../audit/books.repo.ts';
import { createRelayWorld, type RelayWorld, tell } from '../relay/testing/index.ts';
import { receiptOf, usageOf } from '../usage/index.ts';
import { giftTotals } from './index.ts';

const GIFTS = { answers: 1, answerTokens: 64, mostNano: 10n ** 9n, addressAnswers: 100, dayNano: 10n ** 12n };

let world: RelayWorld;
let person: AccountId;

beforeAll(async () => {
  world = await createRelayWorld({ firstTokenMs: 2_000, idleMs: 2_000, totalMs: 20_000 }, { gifts: GIFTS });
});
beforeEach(async () => {
  world.reset();
  person = await world.person();
});
afterEach(async () => {
  expect([...(await world.ledger.audit()), ...(await findDifferencesOfBooks(world.db.pool))]).toEqual([]);
});
afterAll(() => world.close());

const ask = (more: Parameters<typeof tell>[1] = {}, apiKeyId?: string) =>
  tell(world.client(world.actor(person, apiKeyId)), { maxOutputTokens: 64, isGift: true, ...more });
const codeOf = async (asked: ReturnType<typeof ask>) => (await asked).fault?.code ?? 'ok';
const totals = () =>
  giftTotals({
    ...{ db: world.db, clock: world.clock, ledger: world.ledger, rule: () => GIFTS, addressSecret: 'salt' },
  });

it('answers a person who has nothing, pays the provider as from anybody, and asks the person for nothing', async () => {
  const machine = await world.addMachine();
  const before = await totals();
  const told = await ask();
  expect(told.text).toBe('Hello from Spindle');
  await expect
    .poll(async () => (await world.ledger.balancesOf(machine.providerId)).earnedNano, { timeout: 15_000 })
    .toBe(4_434n);
  expect(await world.ledger.balancesOf(person)).toMatchObject({ depositedNano: 0n, heldNano: 0n });
  const page = await usageOf(world, { accountId: person }, {});
  expect(page.ok && page.value.items).toMatchObject([{ costNano: 4_667n, isGift: true, end: 'complete' }]);
  const jobId = page.ok ? (page.value.items[0]?.jobId ?? '') : '';
  expect(await receiptOf(world, { accountId: person }, { jobId })).toMatchObject({ ok: true });
  expect((await totals()).costNano - before.costNano).toBe(4_667n);
  expect(await codeOf(ask())).toBe('gift_used');
});

it('does not answer for a key, for one listing, at length, nor without being asked to', async () => {
  const machine = await world.addMachine();
  expect(await codeOf(ask({}, await world.apiKey(person, null)))).toBe('gift_not_offered');
  expect(await codeOf(ask({ listingId: machine.listingId }))).toBe('gift_too_large');
  expect(await codeOf(ask({ maxOutputTokens: 65 }))).toBe('gift_too_large');
  expect(await codeOf(ask({ isGift: false }))).toBe('insufficient_funds');
  expect(machine.asked).toHaveLength(0);
});

it('uses nothing up when the answer comes to nothing', async () => {
  const machine = await world.addMachine({ loseAfter: 0 });
  expect(await codeOf(ask())).not.toBe('ok');
  machine.behaviour = {};
  await expect.poll(() => codeOf(ask()), { timeout: 15_000 }).toBe('ok');
});

it('is paid by the market too when its receipt comes late, because the person has left', async () => {
  const machine = await world.addMachine({ words: ['one ', 'two ', 'three '], pauseMs: 20 });
  const stop = new AbortController();
  for await (const event of world.client(world.actor(person)).ask({
    model: 'tiny',
    messages: [{ role: 'user', content: 'hi' }],
    isGift: true,
    maxOutputTokens: 64,
    signal: stop.signal,
  })) {
    if (event.kind === 'text') break;
  }
  await expect.poll(() => machine.late.length, { timeout: 15_000 }).toBe(1);
  const [late] = machine.late;
  if (!late) throw new Error('no receipt');
  await expect
    .poll(() => world.usage.settleLateReceipt(machine.nodeId, late.jobId, late.receipt), { timeout: 15_000 })
    .toBe('settled');
  expect((await world.ledger.balancesOf(machine.providerId)).earnedNano).toBeGreaterThan(0n);
  expect(await world.ledger.balancesOf(person)).toMatchObject({ depositedNano: 0n });
  expect(await codeOf(ask())).toBe('gift_used');
});
