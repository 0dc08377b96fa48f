import { connect, type Socket } from 'node:net';
import { encodeHeaded } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MODEL, quoteFor, sealed, type TestMachine } from '../modules/relay/testing/index.ts';
import { usageOf } from '../modules/usage/index.ts';
import { createDoorWorld, type DoorWorld } from './testing/door-world.ts';

/* Buyers who read or write a byte now and then, and such as close one half of their connection. */
const WORD = 'x'.repeat(20_000);
const WORDS = 2_000;
const MAX_TOKENS = 2_500;
/** Both ends' sockets, the door's buffer and the relay's: far less than the 40 MB of the answer. */
const BUFFERED_WORDS = 800;

let world: DoorWorld;
let machine: TestMachine;
let buyer: Awaited<ReturnType<DoorWorld['developer']>>;
let sent = 0;
const sockets: Socket[] = [];

beforeAll(async () => {
  world = await createDoorWorld({ firstTokenMs: 1_000, idleMs: 500 }, { requestMs: 600, readerMs: 1_000 });
  machine = await world.addMachine();
});
beforeEach(async () => {
  sent = 0;
  machine.late.length = 0;
  machine.cancelled = 0;
  machine.behaviour = { words: Array.from({ length: WORDS }, () => WORD), frames: counted };
  buyer = await world.developer();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await expect.poll(connections, { timeout: 5_000 }).toBe(0);
  await settleLate();
  expect((await world.ledger.balancesOf(buyer.accountId)).heldNano).toBe(0n);
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

function counted(frames: Buffer[]): Buffer[] {
  sent++;
  return frames;
}

async function settleLate(): Promise<void> {
  for (const { jobId, receipt } of machine.late.splice(0)) {
    await world.usage.settleLateReceipt(machine.nodeId, jobId, receipt);
  }
}

const connections = () =>
  new Promise<number>((resolve, reject) => {
    world.app.server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });

function dial(): Socket {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1');
  socket.on('error', () => {});
  sockets.push(socket);
  return socket;
}

const head = (path: string, type: string, length: number) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${buyer.key}\r\n` +
  `Content-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;

/** A whole request to either door, as bytes. */
const REQUESTS: [string, () => Promise<Buffer>][] = [
  [
    'developers',
    async () => {
      const messages = [{ role: 'user', content: 'Hi' }];
      const body = JSON.stringify({ model: MODEL, messages, stream: true, max_tokens: MAX_TOKENS });
      return Buffer.from(head('/v1/chat/completions', 'application/json', body.length) + body);
    },
  ],
  [
    'devices',
    async () => {
      const { quote, envelope } = await sealed(await quoteFor(world, world.actor(buyer.accountId), MAX_TOKENS));
      const body = encodeHeaded({ quote }, envelope);
      return Buffer.concat([Buffer.from(head('/relay', 'application/octet-stream', body.length)), body]);
    },
  ],
];

describe.each(REQUESTS)('at the door of %s', (_, request) => {
  it('a reader of a byte at a time holds the machine back, and is given up as one who left', async () => {
    const socket = dial();
    socket.write(await request());
    const reading = setInterval(() => socket.read(1), 20);
    await expect.poll(() => machine.cancelled, { timeout: 10_000 }).toBe(1);
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(BUFFERED_WORDS);
    // Given up for good: the connection is closed, although its reader still holds it.
    await expect.poll(connections, { timeout: 5_000 }).toBe(0);
    clearInterval(reading);
    await expect.poll(() => machine.late.length).toBe(1);
    await settleLate();
    const page = await usageOf(world, { accountId: buyer.accountId }, {});
    const [row] = page.ok ? page.value.items : [];
    expect(row).toMatchObject({ end: 'stopped', errorCode: null });
    expect(row?.outputTokens).toBeGreaterThan(0);
    expect(row?.outputTokens).toBeLessThanOrEqual(sent);
  });

  it('a reader who pauses now and then gets all of it', async () => {
    machine.behaviour = { words: Array.from({ length: 200 }, () => WORD) };
    const socket = dial();
    socket.write(await request());
    let received = 0;
    let isWhole = false;
    for await (const chunk of socket) {
      received += chunk.length;
      if (Math.random() < 0.02) await new Promise((resolve) => setTimeout(resolve, 20));
      isWhole = received > 200 * WORD.length && chunk.toString('latin1').endsWith('0\r\n\r\n');
      if (isWhole) break;
    }
    expect(isWhole).toBe(true);
  });

  it('a buyer who closes their writing half is answered, or cancelled cleanly', async () => {
    machine.behaviour = { words: ['one ', 'two ', 'three'], pauseMs: 30 };
    const socket = dial();
    socket.end(await request());
    for await (const _chunk of socket);
    await expect.poll(() => machine.presence.busy, { timeout: 5_000 }).toBe(0);
    await expect.poll(() => world.relay.active, { timeout: 5_000 }).toBe(0);
  });

  it('a body that dribbles in is refused in time, before anything is held', async () => {
    const bytes = await request();
    const socket = dial();
    const bodyAt = bytes.indexOf('\r\n\r\n') + 4;
    socket.write(bytes.subarray(0, bodyAt));
    let at = bodyAt;
    const writing = setInterval(() => socket.write(bytes.subarray(at, ++at)), 50);
    let said = '';
    for await (const chunk of socket) said += chunk;
    clearInterval(writing);
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n'))).error).toMatchObject({
      ...{ code: 'request_slow', type: 'invalid_request_error' },
      message: expect.stringContaining('0.6 s'),
    });
    expect(sent).toBe(0);
  });
});

it('headers that dribble in are refused too', async () => {
  const socket = dial();
  const writing = setInterval(() => socket.write('X'), 50);
  socket.write('POST /relay HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  let said = '';
  for await (const chunk of socket) said += chunk;
  clearInterval(writing);
  expect(said).toContain('"request_slow"');
});
