import { request as httpRequest } from 'node:http';
import { createClient } from '@spindle/client';
import { MAX_SEALED_BYTES } from '@spindle/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MODEL, type TestMachine, tell } from '../../modules/relay/testing/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

let world: DoorWorld;
let machine: TestMachine;
let key: string;

beforeAll(async () => {
  world = await createDoorWorld();
  machine = await world.addMachine();
});
beforeEach(async () => {
  machine.behaviour = {};
  ({ key } = await world.developer());
});
afterAll(async () => {
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const clientOf = (token = key) => createClient({ baseUrl: world.url, token, now: () => world.clock.nowMs() });

async function post(path: string, body: BodyInit, headers: Record<string, string> = {}) {
  const response = await fetch(`${world.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, ...headers },
    body,
  });
  return { status: response.status, ...(await response.json()).error };
}

it('takes no request of a key that may not ask', async () => {
  const lists = await world.developer({ scopes: ['models', 'usage'] });
  const headers = { authorization: `Bearer ${lists.key}`, 'content-type': 'application/octet-stream' };
  const refused = { status: 403, code: 'key_scope', facts: { scope: 'inference' } };
  expect(await post('/relay', new Uint8Array(9), headers)).toMatchObject(refused);
  expect(await post('/relay/quote', '{}', { ...headers, 'content-type': 'application/json' })).toMatchObject(refused);
});

describe('a device', () => {
  it('buys an answer over HTTP with WebCrypto alone', async () => {
    const told = await tell(clientOf());
    expect(told).toMatchObject({ text: 'Hello from Spindle', fault: null });
    expect(told.events.at(-1)).toMatchObject({ kind: 'end', receiptChecked: true, chargedNano: 4_667n });
  });

  it('asks again over the same connection', async () => {
    let connections = 0;
    const count = () => void connections++;
    world.app.server.on('connection', count);
    const client = clientOf();
    for (let at = 0; at < 5; at++) expect(await tell(client)).toMatchObject({ fault: null });
    world.app.server.off('connection', count);
    expect(connections).toBeLessThanOrEqual(2);
  });

  it('gets the first words before the last are made', async () => {
    machine.behaviour = { pauseMs: 40, words: ['a', 'b', 'c', 'd'] };
    const times: number[] = [];
    for await (const event of clientOf().ask({ model: MODEL, messages: [{ role: 'user', content: 'Hi' }] })) {
      if (event.kind === 'text') times.push(performance.now());
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(60);
  });

  it('gets a long answer whole, however slowly it reads', async () => {
    machine.behaviour = { words: Array.from({ length: 60 }, (_, at) => `${at}${'x'.repeat(20_000)}`) };
    let length = 0;
    for await (const event of clientOf().ask({ model: MODEL, messages: [{ role: 'user', content: 'Hi' }] })) {
      if (event.kind !== 'text') continue;
      length += event.text.length;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(length).toBeGreaterThan(60 * 20_000);
  });

  it('is told before a byte of the answer what is wrong, with a status', async () => {
    expect((await tell(clientOf('sk-spindle-none'))).fault?.code).toBe('api_key_invalid');
    expect((await tell(clientOf('no-session'))).fault?.code).toBe('login_required');
    machine.behaviour = { refuse: { code: 'node_busy' } };
    expect((await tell(clientOf())).fault?.code).toBe('node_busy');
    const json = { 'content-type': 'application/json' };
    expect(await post('/relay/quote', JSON.stringify({ model: MODEL }), json)).toMatchObject({
      status: 400,
      code: 'invalid_input',
      facts: { field: 'maxInputTokens' },
    });
    const asked = { model: 'nobody', maxInputTokens: 1, maxOutputTokens: 1 };
    expect(await post('/relay/quote', JSON.stringify(asked), json)).toMatchObject({
      status: 404,
      code: 'model_unknown',
    });
  });
});

describe('a body', () => {
  const octets = { 'content-type': 'application/octet-stream' };

  it('that is cut, empty, or of another type is refused', async () => {
    expect(await post('/relay', new Uint8Array([0, 0, 1]), octets)).toMatchObject({
      status: 400,
      code: 'sealed_malformed',
    });
    expect(await post('/relay', new Uint8Array(), octets)).toMatchObject({ status: 400, code: 'sealed_malformed' });
    expect(await post('/relay', '{}', { 'content-type': 'application/json' })).toMatchObject({
      code: 'sealed_malformed',
    });
    expect(await post('/relay', '{', { 'content-type': 'application/json' })).toMatchObject({
      code: 'sealed_malformed',
    });
  });

  it('that is too large is refused', async () => {
    const large = new Uint8Array(MAX_SEALED_BYTES + 300_000);
    expect(await post('/relay', large, octets)).toMatchObject({ status: 413, code: 'too_large' });
  });

  it('of a visitor without a token is not even read', async () => {
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest(`${world.url}/relay`, {
        method: 'POST',
        headers: { ...octets, 'content-length': 4_000_000 },
      });
      request.on('response', (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.flushHeaders();
    });
    expect(status).toBe(401);
  });
});

it('a device that hangs up cancels the machine', async () => {
  machine.behaviour = { pauseMs: 30, words: Array.from({ length: 100 }, () => 'word ') };
  const before = machine.cancelled;
  for await (const event of clientOf().ask({ model: MODEL, messages: [{ role: 'user', content: 'Hi' }] })) {
    if (event.kind === 'text') break;
  }
  await expect.poll(() => machine.cancelled).toBe(before + 1);
  await expect.poll(() => machine.late.length).toBe(1);
  for (const { jobId, receipt } of machine.late) await world.usage.settleLateReceipt(machine.nodeId, jobId, receipt);
});
