import type { AccountId } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { usageOf } from '../usage/index.ts';
import { type Behaviour, createRelayWorld, type RelayWorld, tell } from './testing/index.ts';

/* A machine that counts more than it says, or says more than an answer. Another stands behind it, dearer and honest. */
const WORDS = Array.from({ length: 10 }, (_, at) => `w${at} `);
const WHOLE = WORDS.join('');
const DEPOSIT = 10n ** 10n;

let world: RelayWorld;
let buyer: AccountId;

beforeAll(async () => {
  world = await createRelayWorld({ firstTokenMs: 500, idleMs: 500, takeOverMs: 100, totalMs: 10_000 });
});
beforeEach(async () => {
  world.reset();
  buyer = await world.buyer({ depositedNano: DEPOSIT });
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const ask = (maxOutputTokens?: number) =>
  tell(world.client(world.actor(buyer)), { ...(maxOutputTokens && { maxOutputTokens }), policy: 'cheapest' });
const codes = async () => {
  const page = await usageOf(world, { accountId: buyer }, {});
  return page.ok ? page.value.items.map(({ errorCode, costNano }) => [errorCode, costNano]) : [];
};

/** The first frame says that so many tokens have come. */
function counting(tokens: number): NonNullable<Behaviour['frames']> {
  let isFirst = true;
  return (frames) => {
    const [first] = frames;
    if (!isFirst || !first) return frames;
    isFirst = false;
    const changed = Buffer.from(first);
    changed.writeUInt32BE(tokens, 5);
    return [changed, ...frames.slice(1)];
  };
}

/** The second frame again and again: it is damaged for whoever opens it, which the market can't see. */
function endless(): NonNullable<Behaviour['frames']> {
  let at = 0;
  return (frames) => (at++ === 1 ? Array(6_000).fill(frames[0]) : frames);
}

describe('a machine that counts more tokens than its answer has bytes', () => {
  it('is cut off before a word of it is passed on, and another answers', async () => {
    const liar = await world.addMachine({ words: WORDS, frames: counting(400) });
    const honest = await world.addMachine({ words: WORDS }, { usd: 2 });
    const told = await ask(1_000);
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(world.machines.outcomes).toMatchObject([
      { nodeId: liar.nodeId, kind: 'failed', code: 'tokens_inflated' },
      { nodeId: honest.nodeId, kind: 'ok' },
    ]);
    expect((await world.ledger.balancesOf(liar.providerId)).earnedNano).toBe(0n);
  });

  it('is named to its buyer where nobody else is there, and nothing is charged', async () => {
    await world.addMachine({ words: WORDS, frames: counting(400) });
    const { fault } = await ask(1_000);
    expect(fault).toMatchObject({ code: 'tokens_inflated', facts: { tokens: 400 } });
    expect(await codes()).toEqual([['tokens_inflated', 0n]]);
    expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
  });
});

describe('a machine that floods its buyer with frames', () => {
  it('is cut off, and nothing is charged', async () => {
    const flood = await world.addMachine({ words: WORDS, frames: endless() });
    const { fault } = await ask();
    // Whoever opens them sees the damage first; the market, that there is no end.
    expect(['answer_flooded', 'answer_damaged']).toContain(fault?.code);
    await expect.poll(() => flood.cancelled).toBe(1);
    await expect.poll(async () => (await world.ledger.balancesOf(buyer)).heldNano).toBe(0n);
    expect((await world.ledger.balancesOf(buyer)).depositedNano).toBe(DEPOSIT);
  });
});

it('what is billed of an honest answer is told with the bytes that were carried for it', async () => {
  await world.addMachine({ words: WORDS });
  const { fault } = await ask();
  expect(fault).toBeNull();
  const outcome = world.machines.outcomes.at(-1);
  if (outcome?.kind !== 'ok' || !outcome.billed) throw new Error('nothing was told');
  const { outputTokens, outputBytes, inputTokens, inputBytes } = outcome.billed;
  expect(outputTokens).toBe(WORDS.length);
  expect(outputBytes).toBeGreaterThanOrEqual(WHOLE.length);
  expect(inputTokens).toBeGreaterThan(0);
  // Padded to steps of 256 bytes.
  expect(inputBytes).toBeGreaterThanOrEqual(256);
});
