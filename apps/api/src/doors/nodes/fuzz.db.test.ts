import { request } from 'node:http';
import { connect } from 'node:net';
import { generateSigner } from '@spindle/sealed/node';
import { unwrap } from '@spindle/shared';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { fetchChallenge } from '../../modules/nodes/testing/dial-by-hand.ts';
import { makeNodeWorld, type NodeWorld } from '../../modules/nodes/testing/node-world.ts';
import type { TestMarket } from '../../modules/nodes/testing/test-market.ts';

/* Whatever a machine sends when it joins or dials in is answered by a coded fault: never a 500, never silence. */
const RUNS = 60;

let world: NodeWorld;
let market: TestMarket;
let listing: Awaited<ReturnType<NodeWorld['listing']>>;

beforeAll(async () => {
  world = await makeNodeWorld();
});
beforeEach(async () => {
  market = await world.market();
  listing = await world.listing();
});
afterEach(() => world.clean());
afterAll(() => world.close());

const ERROR = {
  error: { message: expect.any(String), type: expect.stringMatching(/_error$/), code: expect.any(String) },
};
const JOIN = () => ({
  code: 'AAAA-BBBB',
  identityKey: generateSigner().publicKey,
  hardware: { gpu: null, vramGb: null, cpu: 'cpu', ramGb: 8, os: 'linux' },
  program: 'test',
});

async function post(path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json'): Promise<number> {
  const response = await fetch(`${market.url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });
  const said = await response.json();
  if (!response.ok) expect({ body, said }).toMatchObject({ said: ERROR });
  expect(response.status, String(body)).not.toBe(500);
  return response.status;
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, '', '\0', 'a\0b', 'x'.repeat(9_000), '\ud800', [], {}),
);
const bytes = fc.oneof(fc.json(), fc.string(), fc.uint8Array({ maxLength: 99 }));
const types = fc.constantFrom('application/json', 'text/plain', 'application/octet-stream', 'x');

it('bodies of /nodes/join without a good code, and of /nodes/challenge', async () => {
  const spoilt = fc
    .dictionary(fc.constantFrom('code', 'identityKey', 'hardware', 'program', 'nodeId'), anything, { minKeys: 1 })
    .map((changes) => JSON.stringify({ ...JOIN(), ...changes }));
  const paths = fc.constantFrom('/nodes/join', '/nodes/challenge', '/nodes/pairings', '/nodes/pairings/wait');
  await fc.assert(
    fc.asyncProperty(paths, fc.oneof(spoilt, bytes), types, async (path, body, type) => {
      await post(path, body, type);
    }),
    { numRuns: RUNS },
  );
});

it('what a machine with a good code says of itself', async () => {
  const words = fc.constantFrom('cpu', '\0', 'a\0b', '\ud800', '😀', "'; --", 'x'.repeat(200));
  const numbers = fc.constantFrom(0, 0.1, 8, 2 ** 31, 2 ** 53, 1e308, Number.MIN_VALUE);
  const hardware = fc.record({
    gpu: fc.option(words),
    vramGb: fc.option(numbers),
    cpu: words,
    ramGb: numbers,
    os: words,
  });
  await fc.assert(
    fc.asyncProperty(hardware, words, async (hardware, program) => {
      const { code } = unwrap(await market.nodes.makeJoinCode(world.provider, listing.listingId));
      await post('/nodes/join', JSON.stringify({ ...JOIN(), code, hardware, program }));
    }),
    { numRuns: RUNS / 2 },
  );
});

/** The status line's number; 0 when the market closed without a word. */
function dial(headers: Record<string, string>, path = '/nodes/link'): Promise<number> {
  return new Promise((resolve) => {
    const call = request(`${market.url}${path}`, { headers, agent: false });
    call.on('error', () => resolve(0));
    call.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    call.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.end();
  });
}

it('headers of an upgrade', async () => {
  const signer = generateSigner();
  const { code } = unwrap(await market.nodes.makeJoinCode(world.provider, listing.listingId));
  const joined = { ...JOIN(), code, identityKey: signer.publicKey };
  const { nodeId } = unwrap(await market.nodes.join(joined));
  const value = fc.oneof(fc.stringMatching(/^[\x20-\x7e]{0,80}$/), fc.constantFrom('', '0', nodeId, 'ab'.repeat(64)));
  const names = ['spindle-node', 'spindle-challenge', 'spindle-version', 'spindle-signature', 'upgrade'];
  const changes = fc.dictionary(fc.constantFrom(...names), value, { minKeys: 1, maxKeys: 3 });
  await fc.assert(
    fc.asyncProperty(changes, fc.boolean(), async (changed, isFresh) => {
      const challenge = isFresh ? await fetchChallenge(market, nodeId) : 'cd'.repeat(32);
      const good = { 'spindle-node': nodeId, 'spindle-challenge': challenge, 'spindle-version': '0.1.0' };
      const headers = { ...good, 'spindle-signature': 'ab'.repeat(64), upgrade: 'spindle-link/1', ...changed };
      const status = await dial({ ...headers, connection: 'Upgrade' });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }),
    { numRuns: RUNS },
  );
});

it('what is no HTTP at all, on the same port', async () => {
  const noise = fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.string({ minLength: 1 }));
  await fc.assert(
    fc.asyncProperty(noise, async (sent) => {
      await new Promise<void>((resolve) => {
        const socket = connect(market.port, '127.0.0.1', () => socket.end(sent));
        socket.resume().on('close', () => resolve());
        socket.on('error', () => {});
      });
    }),
    { numRuns: RUNS / 2 },
  );
  expect(await post('/nodes/challenge', '{}')).toBe(401);
});
