import type { AccountId } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/index.ts';
import { usageOf } from '../usage/index.ts';
import { createFrameQueue } from './index.ts';
import {
  createRelayWorld,
  MODEL,
  QUESTION,
  quoteFor,
  type RelayWorld,
  relayed,
  sealed,
  tell,
} from './testing/index.ts';

let world: RelayWorld;
let buyer: AccountId;
let me: Actor;
const DEPOSIT = 10n ** 10n;

beforeAll(async () => {
  world = await createRelayWorld({ firstTokenMs: 150, idleMs: 150, totalMs: 5_000 });
});
beforeEach(async () => {
  world.reset();
  buyer = await world.buyer({ depositedNano: DEPOSIT });
  me = world.actor(buyer);
});
afterEach(async () => {
  expect(await world.ledger.audit()).toEqual([]);
});
afterAll(() => world.close());

const ask = (more: Parameters<typeof tell>[1] = {}) => tell(world.client(me), more);
const rows = async () => {
  const page = await usageOf(world, { accountId: buyer }, {});
  return page.ok ? page.value.items : [];
};
const balances = () => world.ledger.balancesOf(buyer);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function eventually(check: () => Promise<void> | void): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await check();
    } catch (error) {
      if (tries > 100) throw error;
      await pause(20);
    }
  }
}

describe('an answer', () => {
  it('streams from the machine to the device, is settled by its receipt, and moves the money', async () => {
    const machine = await world.addMachine();
    const told = await ask();
    expect(told).toMatchObject({ text: 'Hello from Spindle', fault: null });
    // 10 fresh × $1 + 2 cached × $0.5 + 3 out × $1 per million = 14 µ$; at $3 a coin 4,667 nano; 5 % of it 233.
    const end = told.events.at(-1);
    expect(end).toMatchObject({
      kind: 'end',
      chargedNano: 4_667n,
      feeNano: 233n,
      end: { kind: 'complete', reason: 'stop' },
    });
    expect(await rows()).toMatchObject([
      {
        end: 'complete',
        costNano: 4_667n,
        outputTokens: 3,
        errorCode: null,
        modelId: MODEL,
        listingId: machine.listingId,
      },
    ]);
    expect(await balances()).toMatchObject({ depositedNano: DEPOSIT - 4_667n, heldNano: 0n });
    expect((await world.ledger.balancesOf(machine.providerId)).earnedNano).toBe(4_434n);
    expect(machine.acknowledged).toHaveLength(1);
    expect(world.ended).toMatchObject([{ code: 'ok', finished: { end: { kind: 'complete' }, outputTokens: 3 } }]);
  });

  it.each([1, 7, 64, 1_000])('is the same in chunks of %i bytes', async (chunkBytes) => {
    await world.addMachine({ chunkBytes, words: Array.from({ length: 30 }, (_, at) => `word ${at} `) });
    const told = await ask();
    expect(told.fault).toBeNull();
    expect(told.events.at(-1)).toMatchObject({ kind: 'end', usage: { output: 30 } });
  });

  it('leaves no word of the question or the answer with the broker', async () => {
    await world.addMachine({ words: ['canary-answer-7f3a'] });
    await ask({ messages: [{ role: 'user', content: 'canary-question-9c1e' }] });
    const tables = ['usage', 'hold', 'transfer', 'outbox_event', 'channel'];
    const dumps = await Promise.all(tables.map((name) => world.db.pool.query(`SELECT * FROM ${name}`)));
    const everything = JSON.stringify([dumps.map(({ rows }) => rows), world.logged]);
    expect(everything).toContain(buyer);
    expect(everything).not.toContain('canary');
  });

  it('goes to the machine that fits the policy, and falls back in that order', async () => {
    const dear = await world.addMachine({}, { usd: 5 });
    const cheap = await world.addMachine({}, { usd: 1 });
    await ask();
    expect([dear.asked.length, cheap.asked.length]).toEqual([0, 1]);
    cheap.behaviour.refuse = { code: 'node_busy' };
    const told = await ask();
    expect(told.text).toBe('Hello from Spindle');
    expect(told.events).toContainEqual({ kind: 'attempt', attempt: 1, nodeId: dear.nodeId, after: 'node_busy' });
    expect(told.events.at(-1)).toMatchObject({ terms: { nodeId: dear.nodeId } });
  });
});

describe('a machine that goes away', () => {
  it('before its first token is replaced by the next, and earns nothing', async () => {
    const lost = await world.addMachine({ loseAfter: 0 }, { usd: 1 });
    const next = await world.addMachine({}, { usd: 2 });
    const told = await ask();
    expect(told).toMatchObject({ text: 'Hello from Spindle', fault: null });
    expect((await world.ledger.balancesOf(lost.providerId)).earnedNano).toBe(0n);
    expect((await world.ledger.balancesOf(next.providerId)).earnedNano).toBeGreaterThan(0n);
    const { rows: usage } = await world.db.pool.query('SELECT decision FROM usage WHERE account_id = $1', [buyer]);
    expect(usage[0].decision.attempts).toMatchObject([
      { nodeId: lost.nodeId, after: 'node_lost', tokens: 0, bytes: 0, firstFrameMs: null },
      { nodeId: next.nodeId, tokens: 3 },
    ]);
    expect(usage[0].decision.attempts[1].bytes).toBeGreaterThan('Hello from Spindle'.length);
  });

  it('before its first token, with nobody behind it, is an error that costs nothing', async () => {
    await world.addMachine({ loseAfter: 0 });
    const told = await ask();
    expect(told.fault).toEqual({ code: 'node_lost', facts: { delivered: 0 } });
    // Three times: the device has asked again, for nothing had been said.
    const nothing = { end: 'empty', errorCode: 'node_lost', costNano: 0n };
    expect(await rows()).toMatchObject([nothing, nothing, nothing]);
    expect(await balances()).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
  });

  it('in mid-stream, with nobody to go on, is a typed error, costs nothing, and the hold goes back at once', async () => {
    const lost = await world.addMachine({ loseAfter: 2 }, { usd: 1 });
    const told = await ask();
    expect(told).toMatchObject({ text: 'Hello from', fault: { code: 'node_lost', facts: { delivered: 2 } } });
    expect(await rows()).toMatchObject([{ end: 'cut', errorCode: 'node_lost', outputTokens: 2, costNano: 0n }]);
    expect(await balances()).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
    expect((await world.ledger.balancesOf(lost.providerId)).earnedNano).toBe(0n);
  });

  it.each([
    ['before the first token', 0, 'empty'],
    ['in mid-stream', 1, 'cut'],
  ])('or hangs %s is given up in time and cancelled', async (_, hangAfter, end) => {
    const machine = await world.addMachine({ hangAfter });
    const told = await ask();
    expect(told.fault).toMatchObject({ code: 'node_timeout' });
    expect(machine.cancelled).toBe(1);
    expect(await rows()).toMatchObject([{ end, errorCode: 'node_timeout', costNano: 0n }]);
    // Its receipt for the piece that came finds the hold closed.
    for (const { jobId, receipt } of machine.late) {
      expect(await world.usage.settleLateReceipt(machine.nodeId, jobId, receipt)).toBe('over');
    }
    expect(await balances()).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
  });

  it('or was started again with other keys since the quote, is passed over', async () => {
    const machine = await world.addMachine();
    const quote = await quoteFor(world, me);
    machine.presence = { ...machine.presence, manifestText: machine.presence.manifestText.replace('test', 'text') };
    expect(await relayed(world, me, quote)).toMatchObject({ fault: { code: 'manifest_expired' } });
  });
});

describe('a machine that cheats', () => {
  it.each<[string, object]>([
    ['signs its receipt with another key', { forge: true }],
    [
      'claims more tokens than passed',
      { receipt: (it: { tokens: object }) => ({ ...it, tokens: { ...it.tokens, output: 4 } }) },
    ],
    [
      'claims more input than was agreed',
      { receipt: (it: { tokens: object }) => ({ ...it, tokens: { ...it.tokens, input: 100_000 } }) },
    ],
    ['names another request', { receipt: (it: object) => ({ ...it, requestHash: '00'.repeat(32) }) }],
    ['names another answer', { receipt: (it: object) => ({ ...it, answerHash: '00'.repeat(32) }) }],
    ['works under other terms', { receipt: (it: object) => ({ ...it, termsHash: '00'.repeat(32) }) }],
  ])('and %s is not paid', async (_, behaviour) => {
    const machine = await world.addMachine(behaviour);
    const told = await ask();
    expect(told.fault?.code).toBe('receipt_invalid');
    expect(await rows()).toMatchObject([{ end: 'cut', errorCode: 'receipt_invalid', costNano: 0n }]);
    expect((await world.ledger.balancesOf(machine.providerId)).earnedNano).toBe(0n);
  });

  it.each<[string, (frames: Buffer[]) => Buffer[], string]>([
    ['sends a frame of an unknown type', () => [Buffer.from([9, 0, 0, 0, 0])], 'answer_damaged'],
    ['sends a frame that only the broker may send', () => [Buffer.from([6, 0, 0, 0, 2, 123, 125])], 'answer_damaged'],
    ['announces a frame without end', () => [Buffer.from([1, 255, 255, 255, 255])], 'answer_damaged'],
    [
      'counts more tokens than allowed',
      () => [Buffer.concat([Buffer.from([1, 0, 0, 0, 24, 0, 1, 0, 0]), Buffer.alloc(20)])],
      'answer_damaged',
    ],
    [
      'says a fault that is not a machine’s to say',
      () => [frameOf(4, '{"code":"account_banned"}')],
      'engine_unreachable',
    ],
    ['leaves without a receipt', (frames) => frames.filter((frame) => frame[0] !== 3), 'node_lost'],
  ])('and %s is cut off', async (_, frames, code) => {
    await world.addMachine({ frames });
    expect((await ask()).fault?.code).toBe(code);
    expect((await balances()).heldNano).toBe(0n);
  });

  it('and fails in mid-stream tells why, and is not paid', async () => {
    await world.addMachine({ failAfter: { words: 1, fault: { code: 'engine_unreachable' } } });
    const told = await ask();
    expect(told).toMatchObject({ text: 'Hello', fault: { code: 'engine_unreachable' } });
    expect(await rows()).toMatchObject([{ end: 'cut', errorCode: 'engine_unreachable', costNano: 0n }]);
  });

  it('and refuses the question for what it is, is not asked twice elsewhere', async () => {
    await world.addMachine({ refuse: { code: 'engine_refused', facts: { hint: 'no images' } } }, { usd: 1 });
    const other = await world.addMachine({}, { usd: 2 });
    expect((await ask()).fault).toEqual({ code: 'engine_refused', facts: { hint: 'no images' } });
    expect(other.asked).toEqual([]);
  });
});

describe('a buyer who leaves', () => {
  it('cancels the machine, and pays for what was delivered once its receipt comes', async () => {
    const machine = await world.addMachine({ pauseMs: 40, words: Array.from({ length: 50 }, () => 'word ') });
    for await (const event of world.client(me).ask(QUESTION))
      if (event.kind === 'text' && event.outputTokens >= 2) break;
    await eventually(() => expect(machine.late).toHaveLength(1));
    expect(machine.cancelled).toBe(1);
    expect((await balances()).heldNano).toBeGreaterThan(0n);
    const [late] = machine.late;
    if (!late) throw new Error('no receipt');
    expect(await world.usage.settleLateReceipt(machine.nodeId, late.jobId, late.receipt)).toBe('settled');
    expect(await rows()).toMatchObject([{ end: 'stopped', outputTokens: 2 }]);
    expect((await balances()).heldNano).toBe(0n);
    expect((await world.ledger.balancesOf(machine.providerId)).earnedNano).toBeGreaterThan(0n);
  });

  it('before the first token pays nothing', async () => {
    const machine = await world.addMachine({ pauseMs: 100 });
    const leave = new AbortController();
    const asking = tell(world.client(me), { signal: leave.signal }).catch(() => null);
    await eventually(() => expect(machine.asked).toHaveLength(1));
    leave.abort();
    await asking;
    await eventually(async () => expect(await rows()).toMatchObject([{ end: 'empty', costNano: 0n, errorCode: null }]));
    expect(await balances()).toMatchObject({ depositedNano: DEPOSIT, heldNano: 0n });
  });

  it('without saying so, by reading no more, is taken for gone', async () => {
    const machine = await world.addMachine({ words: Array.from({ length: 60 }, () => 'x'.repeat(20_000)) });
    const quote = await quoteFor(world, me);
    const queue = createFrameQueue(() => {});
    const result = await world.relay.request(me, await sealed(quote), queue, new AbortController().signal);
    expect(result).toMatchObject({ ok: true, value: { end: { kind: 'stopped' } } });
    expect(machine.cancelled).toBe(1);
  });
});

const frameOf = (type: number, body: string): Buffer => {
  const head = Buffer.from([type, 0, 0, 0, body.length]);
  return Buffer.concat([head, Buffer.from(body)]);
};
