import { encodeHeaded } from '@spindle/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MODEL, quoteFor, sealed } from '../../modules/relay/testing/index.ts';
import { createDoorWorld, type DoorWorld } from '../testing/door-world.ts';

/* Whatever is sent to the devices' door is answered by a coded fault in OpenAI's shape: never a 500, never silence. */
const RUNS = 60;

let world: DoorWorld;
let key: string;
let accountId: Awaited<ReturnType<DoorWorld['developer']>>['accountId'];

beforeAll(async () => {
  world = await createDoorWorld({ firstTokenMs: 300, idleMs: 300 });
  await world.addMachine();
  ({ key, accountId } = await world.developer());
});
afterAll(async () => {
  expect((await world.ledger.balancesOf(accountId)).heldNano).toBe(0n);
  expect(await world.ledger.audit()).toEqual([]);
  await world.close();
});

const SHAPE = { message: expect.any(String), type: expect.stringMatching(/_error$/), code: expect.any(String) };

/** @returns the status; checks the shape of what is refused. */
async function send(
  path: string,
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string>,
): Promise<number> {
  const authorization = `Bearer ${key}`;
  const response = await fetch(`${world.url}${path}`, { method: 'POST', headers: { authorization, ...headers }, body });
  if (response.ok) {
    await response.arrayBuffer();
    return response.status;
  }
  expect({ body, status: response.status, said: await response.json() }).toMatchObject({
    status: expect.not.toBeOneOf([500, 501, 502]),
    said: { error: SHAPE },
  });
  return response.status;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const BYTES_TYPE = { 'content-type': 'application/octet-stream' };
const types: fc.Arbitrary<Record<string, string>> = fc.constantFrom<Record<string, string>>(
  JSON_TYPE,
  BYTES_TYPE,
  { 'content-type': 'text/plain' },
  {},
  {
    'content-type': 'multipart/form-data',
  },
);

/** A good object of which some fields were changed for anything. */
const spoilt = (good: Record<string, unknown>) =>
  fc
    .dictionary(fc.constantFrom(...Object.keys(good), 'more', '__proto__'), anything, { minKeys: 1, maxKeys: 2 })
    .map((changes) => JSON.stringify({ ...good, ...changes }));
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(0, -1, 1.5, 2 ** 31, 2 ** 32, 2 ** 53, 1e308, '', '\0', 'x'.repeat(9_000), '\ud800', [], {}),
);

const QUOTE = {
  ...{ model: MODEL, maxInputTokens: 100, maxOutputTokens: 64, policy: 'cheapest', serviceClass: 'interactive' },
  ...{ listingId: null, minTier: 'community', kind: 'chat', needs: [], affinity: 'abc', regions: ['eu'] },
  ...{ maxPriceMicroUsdPerMTok: '1', dataPolicy: null, onlyListings: [], ignoreListings: [] },
};

it('bodies of /relay/quote', async () => {
  const bodies = fc.oneof(spoilt(QUOTE), fc.json(), fc.string(), fc.uint8Array({ maxLength: 99 }));
  await fc.assert(
    fc.asyncProperty(bodies, types, async (body, type) => void (await send('/relay/quote', body, type))),
    { numRuns: RUNS },
  );
  expect(
    await send('/relay/quote', JSON.stringify({ model: MODEL, maxInputTokens: 9, maxOutputTokens: 9 }), JSON_TYPE),
  ).toBe(200);
});

it('bodies of /relay/more', async () => {
  const signed = { text: '{}', signature: 'ab'.repeat(64) };
  const bodies = fc.oneof(spoilt({ quote: signed, wraps: [] }), fc.json(), fc.uint8Array({ maxLength: 99 }));
  await fc.assert(
    fc.asyncProperty(bodies, types, async (body, type) => void (await send('/relay/more', body, type))),
    { numRuns: RUNS },
  );
});

it('bodies of /relay: a good one, spoilt in its head or anywhere', async () => {
  const me = world.actor(accountId);
  const harm = fc.oneof(
    fc.tuple(fc.nat(), fc.nat(7)).map(([at, bit]) => (bytes: Uint8Array<ArrayBuffer>) => {
      const changed = Uint8Array.from(bytes);
      const place = at % changed.length;
      changed[place] = (changed[place] ?? 0) ^ (1 << bit);
      return changed;
    }),
    fc.nat().map((length) => (bytes: Uint8Array<ArrayBuffer>) => bytes.subarray(0, length % bytes.length)),
    fc.uint8Array({ maxLength: 40 }).map((noise) => (bytes: Uint8Array<ArrayBuffer>) => Buffer.concat([noise, bytes])),
    fc.uint8Array({ maxLength: 40 }).map((noise) => () => noise),
  );
  await fc.assert(
    fc.asyncProperty(harm, types, async (spoil, type) => {
      const { quote, envelope } = await sealed(await quoteFor(world, me));
      await send('/relay', spoil(encodeHeaded({ quote }, envelope)), type);
    }),
    { numRuns: RUNS },
  );
});

it.each([0, 1, 2 ** 31, 2 ** 32, 2 ** 53 - 1])('a patience of %d ms', async (timeoutMs) => {
  const { quote, envelope } = await sealed(await quoteFor(world, world.actor(accountId)));
  const status = await send('/relay', encodeHeaded({ quote, timeoutMs }, envelope), BYTES_TYPE);
  // One that is longer than the market's own is the market's own.
  if (timeoutMs > 1) expect(status).toBe(200);
});

it('headers of all three', async () => {
  const name = fc.constantFrom(
    'content-type',
    'content-length-hint',
    'accept',
    'origin',
    'x-forwarded-for',
    'expect-ct',
  );
  const value = fc.stringMatching(/^[\x21-\x7e]{1,60}$/);
  const paths = fc.constantFrom('/relay', '/relay/quote', '/relay/more');
  await fc.assert(
    fc.asyncProperty(paths, fc.dictionary(name, value, { maxKeys: 3 }), value, async (path, headers, token) => {
      await send(path, '{}', headers);
      await send(path, '{}', { ...headers, authorization: `Bearer ${token}` });
      await send(path, '{}', { ...headers, authorization: token });
    }),
    { numRuns: RUNS / 2 },
  );
});
