import type { AccountId } from '@spindle/shared';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/index.ts';
import { receiptOf, usageOf } from '../usage/index.ts';
import { createRelayWorld, type RelayWorld, tell } from './testing/index.ts';

let world: RelayWorld;
let buyer: AccountId;
let me: Actor;
const WORDS = Array.from({ length: 12 }, (_, at) => `w${at} `);
const WHOLE = WORDS.join('');

beforeAll(async () => {
  world = await createRelayWorld({ firstTokenMs: 150, idleMs: 150, takeOverMs: 100, totalMs: 5_000 });
});
beforeEach(async () => {
  world.reset();
  buyer = await world.buyer({ depositedNano: 10n ** 10n });
  me = world.actor(buyer);
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
});
afterAll(() => world.close());

const ask = (more: Parameters<typeof tell>[1] = {}, onEvent?: Parameters<typeof tell>[2]) =>
  tell(world.client(me), more, onEvent);
const rows = async () => {
  const page = await usageOf(world, { accountId: buyer }, {});
  return page.ok ? page.value.items : [];
};
const earned = async ({ providerId }: { providerId: AccountId }) =>
  (await world.ledger.balancesOf(providerId)).earnedNano;
const journeyOf = async () => {
  const { rows: found } = await world.db.pool.query('SELECT decision FROM usage WHERE account_id = $1', [buyer]);
  return found[0]?.decision.attempts;
};
const attemptsOf = (told: Awaited<ReturnType<typeof ask>>) => told.events.filter(({ kind }) => kind === 'attempt');

describe('an answer whose machine breaks off', () => {
  it('goes on from the token where it broke, is one answer, and is charged once, to the machine that ended it', async () => {
    const first = await world.addMachine({ words: WORDS, loseAfter: 5 }, { usd: 1 });
    const second = await world.addMachine({ words: WORDS }, { usd: 2 });
    const told = await ask();
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(attemptsOf(told)).toMatchObject([
      { attempt: 0, nodeId: first.nodeId },
      { attempt: 1, nodeId: second.nodeId, after: 'node_lost', resumedTokens: 5 },
    ]);
    // 10 fresh × $2 + 2 cached × $1 + 7 out × $2 per million = 36 µ$; at $3 a coin 12,000 nano. The first five are free.
    const end = told.events.at(-1);
    expect(end).toMatchObject({ kind: 'end', chargedNano: 12_000n, resumedTokens: 5, usage: { output: 12 } });
    expect(await rows()).toMatchObject([{ end: 'complete', costNano: 12_000n, outputTokens: 7, errorCode: null }]);
    expect([await earned(first), await earned(second)]).toEqual([0n, 11_400n]);
    expect(await journeyOf()).toMatchObject([
      { nodeId: first.nodeId, tokens: 5, after: 'node_lost' },
      { nodeId: second.nodeId, tokens: 7, resumed: true },
    ]);
  });

  it('has one receipt that names what came before', async () => {
    await world.addMachine({ words: WORDS, loseAfter: 3 }, { usd: 1 });
    const second = await world.addMachine({ words: WORDS }, { usd: 2 });
    const told = await ask();
    const end = told.events.at(-1);
    if (end?.kind !== 'end') throw new Error('no end');
    expect(end.receipt).toMatchObject({
      nodeId: second.nodeId,
      tokens: { output: 9 },
      resumed: { tokens: 3, priorHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const kept = await receiptOf(world, { accountId: buyer }, { jobId: end.receipt.jobId });
    expect(kept).toMatchObject({ ok: true, value: { receipt: end.signedReceipt } });
  });

  it('is whole wherever and however often it breaks, while somebody is left', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(4), { minLength: 1, maxLength: 5 }),
        fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
        async (cut, chunkBytes) => {
          world.reset();
          for (const words of cut) {
            await world.addMachine({ words: WORDS, loseAfterOwn: words, ...(chunkBytes && { chunkBytes }) });
          }
          await world.addMachine({ words: WORDS });
          const told = await ask();
          expect(told).toMatchObject({ text: WHOLE, fault: null });
          expect(told.events.filter(({ kind }) => kind === 'end')).toHaveLength(1);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('goes on when its machine falls silent, or sends what is no answer', async () => {
    await world.addMachine({ words: WORDS, hangAfter: 4 }, { usd: 1 });
    await world.addMachine(
      { words: WORDS, failAfter: { words: 6, fault: { code: 'engine_unreachable' } } },
      { usd: 2 },
    );
    await world.addMachine({ words: WORDS }, { usd: 3 });
    const told = await ask();
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(attemptsOf(told).map((it) => 'after' in it && it.after)).toEqual([
      false,
      'node_timeout',
      'engine_unreachable',
    ]);
  });

  it('goes on when the receipt is lost with its machine, or does not fit: the last frame was kept back', async () => {
    await world.addMachine({ words: WORDS, loseReceipt: true }, { usd: 1 });
    await world.addMachine({ words: WORDS, forge: true }, { usd: 2 });
    const last = await world.addMachine({ words: WORDS }, { usd: 3 });
    const told = await ask();
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(told.events.at(-1)).toMatchObject({ kind: 'end', terms: { nodeId: last.nodeId } });
  });

  it('is not asked of engines that cannot go on; then the buyer hears what came, and pays nothing', async () => {
    await world.addMachine({ words: WORDS, loseAfter: 5 }, { usd: 1 });
    const other = await world.addMachine({ words: WORDS, cannotGoOn: true }, { usd: 2 });
    const told = await ask();
    expect(told).toMatchObject({ text: WORDS.slice(0, 5).join(''), fault: { code: 'resume_unsupported' } });
    expect(told.fault?.facts).toMatchObject({ delivered: 5 });
    expect(await earned(other)).toBe(0n);
    expect(await rows()).toMatchObject([{ end: 'cut', costNano: 0n, errorCode: 'resume_unsupported' }]);
    expect(await world.ledger.balancesOf(buyer)).toMatchObject({ depositedNano: 10n ** 10n, heldNano: 0n });
  });

  it('bills a buyer who leaves it later for what the machine that worked then had delivered', async () => {
    const first = await world.addMachine({ words: WORDS, loseAfter: 5 }, { usd: 1 });
    const second = await world.addMachine({ words: WORDS, pauseMs: 20 }, { usd: 2 });
    const stop = new AbortController();
    let text = '';
    const events = world.client(me).ask({
      ...{ model: 'tiny', messages: [{ role: 'user' as const, content: 'Hi' }], maxOutputTokens: 64 },
      ...{ policy: 'cheapest' as const, signal: stop.signal },
    });
    await (async () => {
      for await (const event of events) {
        if (event.kind === 'text') text += event.text;
        if (text === WORDS.slice(0, 8).join('')) stop.abort();
      }
    })().catch(() => {});
    await expect.poll(() => second.late.length + first.late.length).toBe(1);
    const [late] = [...second.late, ...first.late];
    const worked = second.late.length === 1 ? second : first;
    if (!late) throw new Error('no late receipt');
    expect(await world.usage.settleLateReceipt(worked.nodeId, late.jobId, late.receipt)).toBe('settled');
    const [row] = await rows();
    expect(row).toMatchObject({ end: 'stopped' });
    expect(row?.outputTokens).toBeLessThan(8);
  });
});

describe('candidates that are used up', () => {
  it('are followed by others, which the device seals the key to', async () => {
    for (let at = 0; at < 5; at++) await world.addMachine({ words: WORDS, loseAfterOwn: 2 });
    const last = await world.addMachine({ words: WORDS });
    last.isLinked = false;
    const told = await ask({}, ({ kind }) => {
      if (kind === 'attempt') last.isLinked = true;
    });
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(told.events.some(({ kind }) => kind === 'more')).toBe(true);
    expect(told.events.at(-1)).toMatchObject({ kind: 'end', terms: { nodeId: last.nodeId } });
    expect(await rows()).toMatchObject([{ end: 'complete', listingId: last.listingId }]);
  });

  it('are followed by none that asks more than was held', async () => {
    for (let at = 0; at < 3; at++) await world.addMachine({ words: WORDS, loseAfter: 3 }, { usd: 1 });
    const dear = await world.addMachine({ words: WORDS }, { usd: 50 });
    const told = await ask();
    expect(told.fault).toMatchObject({ code: 'node_lost', facts: { delivered: 3 } });
    expect(dear.asked).toHaveLength(0);
  });

  it('end the answer when the device does not seal the key to more', async () => {
    for (let at = 0; at < 3; at++) await world.addMachine({ words: WORDS, loseAfter: 3 }, { usd: 1 });
    const spare = await world.addMachine({ words: WORDS }, { usd: 1 });
    spare.isLinked = false;
    const { more: _, ...transport } = world.transport(me);
    const mute = {
      ...transport,
      more: async (reply: Parameters<NonNullable<typeof _>>[0]) => _?.({ ...reply, wraps: [] }),
    };
    const told = await tell(world.clientOver(mute), {}, () => {
      spare.isLinked = true;
    });
    expect(told.fault?.code).toBe('node_lost');
    expect(spare.asked).toHaveLength(0);
  });
});

describe('a machine that is slower than usual', () => {
  it('is raced by another where the buyer asked for speed, and costs nothing when it loses', async () => {
    const slow = await world.addMachine({ words: WORDS, hangAfter: 0 }, { usd: 1 });
    const quick = await world.addMachine({ words: WORDS }, { usd: 1 });
    slow.presence.firstTokenP95Ms = 10;
    slow.presence.tokensPerSecond = 5_000;
    const told = await ask({ policy: 'fastest' });
    expect(told).toMatchObject({ text: WHOLE, fault: null });
    expect(told.events.at(-1)).toMatchObject({ kind: 'end', terms: { nodeId: quick.nodeId } });
    expect(slow.cancelled).toBe(1);
    expect(await earned(slow)).toBe(0n);
    expect(await journeyOf()).toMatchObject([
      { nodeId: slow.nodeId, after: 'hedge_lost' },
      { nodeId: quick.nodeId, hedge: true },
    ]);
  });

  it('is left alone under other policies', async () => {
    const slow = await world.addMachine({ words: WORDS, firstPauseMs: 80 }, { usd: 1 });
    const quick = await world.addMachine({ words: WORDS }, { usd: 2 });
    slow.presence.firstTokenP95Ms = 10;
    expect(await ask()).toMatchObject({ text: WHOLE });
    expect(quick.asked).toHaveLength(0);
  });
});

describe("a buyer's own deadline", () => {
  it('ends the answer with a word, and what was delivered is billed by its receipt', async () => {
    const machine = await world.addMachine({ words: WORDS, pauseMs: 40 }, { usd: 1 });
    const told = await ask({ timeoutMs: 300 });
    expect(told.fault).toMatchObject({ code: 'deadline_passed' });
    expect(machine.cancelled).toBe(1);
    await expect.poll(() => machine.late.length).toBe(1);
  });
});

describe('retries', () => {
  it('stop when the budget is spent, so that a bad minute does not become a storm', async () => {
    const poor = await createRelayWorld(
      { firstTokenMs: 150, idleMs: 150, totalMs: 5_000 },
      {
        retries: {
          share: 0,
          buyerReserve: 1,
          totalReserve: 100,
        },
      },
    );
    try {
      const spender = poor.actor(await poor.buyer({ depositedNano: 10n ** 10n }));
      await poor.addMachine({ refuse: { code: 'engine_unreachable' } }, { usd: 1 });
      const good = await poor.addMachine({}, { usd: 2 });
      expect((await tell(poor.client(spender))).fault).toBeNull();
      expect((await tell(poor.client(spender))).fault?.code).toBe('engine_unreachable');
      expect(good.asked).toHaveLength(1);
    } finally {
      await poor.close();
    }
  });
});
