import { createClient } from '@spindle/client';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MODEL, type TestMachine, tell } from '../../modules/relay/testing/index.ts';
import { usageOf } from '../../modules/usage/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

const WORDS = Array.from({ length: 30 }, (_, at) => `word${at} `);
const KEEP_MS = 20_000;
const SOON = { timeout: 15_000 };

let world: DoorWorld;
let machine: TestMachine;
let buyer: Awaited<ReturnType<DoorWorld['developer']>>;

beforeAll(async () => {
  world = await createDoorWorld({ firstTokenMs: 5_000, idleMs: 5_000 });
  machine = await world.addMachine();
});
beforeEach(async () => {
  machine.behaviour = { words: WORDS, pauseMs: 10 };
  machine.cancelled = 0;
  machine.asked.length = 0;
  buyer = await world.developer();
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

/** A network that loses the connection of `/relay` once. @param afterChunks of the answer; 0 before the first. */
function losing(afterChunks: number): { fetch: typeof fetch; asked: string[] } {
  const asked: string[] = [];
  let isLost = false;
  const lossy: typeof fetch = async (input, init) => {
    const { pathname } = new URL(String(input));
    asked.push(pathname);
    if (pathname !== '/relay' || isLost) return fetch(input, init);
    isLost = true;
    const connection = new AbortController();
    const answer = fetch(input, { ...init, signal: connection.signal });
    if (afterChunks === 0) {
      await expect.poll(() => machine.asked.length, SOON).toBe(1);
      connection.abort();
      await answer.catch(() => undefined);
      throw new TypeError('network error');
    }
    const { body, status, headers } = await answer;
    let chunks = 0;
    const cut = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        chunks += 1;
        if (chunks <= afterChunks) return controller.enqueue(chunk);
        connection.abort();
        controller.error(new TypeError('network error'));
      },
    });
    return new Response(body?.pipeThrough(cut), { status, headers });
  };
  return { fetch: lossy, asked };
}

const clientOf = (fetchBy: typeof fetch = fetch) =>
  createClient({ baseUrl: world.url, token: buyer.key, now: () => world.clock.nowMs(), fetch: fetchBy });

async function rows() {
  const page = await usageOf(world, { accountId: buyer.accountId }, {});
  return page.ok ? page.value.items : [];
}

it.each([0, 1, 5])(
  'a connection that is lost after %i pieces: the rest comes, once, and is paid once',
  async (chunks) => {
    const network = losing(chunks);
    const told = await tell(clientOf(network.fetch), { keepMs: KEEP_MS });
    expect(told).toMatchObject({ text: WORDS.join(''), fault: null });
    expect(network.asked.filter((path) => path === '/relay')).toHaveLength(1);
    expect(network.asked).toContain('/relay/resume');
    expect(machine.asked).toHaveLength(1);
    expect(machine.cancelled).toBe(0);
    await expect.poll(async () => (await rows()).map(({ end }) => end), SOON).toEqual(['complete']);
  },
);

it('without the wish an answer ends with its connection, as ever', async () => {
  const told = await tell(clientOf(losing(3).fetch)).catch((error: unknown) => error);
  expect(told).toBeInstanceOf(TypeError);
  await expect.poll(() => machine.cancelled, SOON).toBe(1);
});

it('who stops is heard at once, however long it would be kept', async () => {
  machine.behaviour = { words: WORDS, pauseMs: 100 };
  const stop = new AbortController();
  const events = clientOf().ask({
    ...{ model: MODEL, messages: [{ role: 'user', content: 'Hi' }] },
    ...{ keepMs: KEEP_MS, signal: stop.signal },
  });
  await expect(
    (async () => {
      for await (const event of events) if (event.kind === 'text') stop.abort(new Error('stopped'));
    })(),
  ).rejects.toThrow('stopped');
  await expect.poll(() => machine.cancelled, SOON).toBe(1);
});

it('who does not come back in time has left', async () => {
  const network = losing(2);
  const offline: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/relay/resume')) throw new TypeError('network error');
    return network.fetch(input, init);
  };
  machine.behaviour = { words: WORDS, pauseMs: 200 };
  const told = await tell(clientOf(offline), { keepMs: 300 });
  expect(told.fault).toEqual({ code: 'answer_not_kept' });
  await expect.poll(() => machine.cancelled, SOON).toBe(1);
});

it('nobody takes up what is another’s, or not there', async () => {
  const other = await world.developer();
  const asked = (body: object) =>
    fetch(`${world.url}/relay/resume`, {
      method: 'POST',
      headers: { authorization: `Bearer ${other.key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).then(({ status }) => status);
  let id = '';
  const spying: typeof fetch = async (input, init) => {
    if (String(input).endsWith('/relay')) {
      const text = Buffer.from(init?.body instanceof Uint8Array ? init.body : new Uint8Array()).toString('latin1');
      id = /"keep":\{"id":"([0-9a-f]{64})"/.exec(text)?.[1] ?? '';
    }
    return fetch(input, init);
  };
  let status = 0;
  for await (const event of clientOf(spying).ask({
    ...{ model: MODEL, messages: [{ role: 'user', content: 'Hi' }], keepMs: KEEP_MS },
  })) {
    if (event.kind === 'text' && status === 0) status = await asked({ id, from: 0 });
  }
  expect(id).not.toBe('');
  expect(status).toBe(410);
  expect(await asked({ id: 'ab'.repeat(32), from: 0 })).toBe(410);
  expect(await asked({ id: 'x', from: -1 })).toBe(400);
});
