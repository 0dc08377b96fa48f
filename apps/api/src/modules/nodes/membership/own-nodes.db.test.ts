import { generateSigner } from '@spindle/sealed/node';
import { type Result, unwrap } from '@spindle/shared';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { makeNodeWorld, type NodeWorld } from '../testing/node-world.ts';
import type { TestMarket } from '../testing/test-market.ts';

let world: NodeWorld;
let market: TestMarket;

beforeAll(async () => {
  world = await makeNodeWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  market = await world.market();
});
afterEach(() => world.clean());

const hardware = { gpu: null, vramGb: null, cpu: 'cpu', ramGb: 64, os: 'linux' };
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);

async function joined() {
  const { listingId } = await world.listing();
  const { code } = unwrap(await market.nodes.makeJoinCode(world.provider, listingId));
  const identityKey = generateSigner().publicKey;
  const { nodeId } = unwrap(await market.nodes.join({ code, identityKey, hardware, program: 'spindle-node/0.1.0' }));
  return { listingId, nodeId };
}
const nodesOf = async (listingId: string) => (await market.nodes.nodesOf([listingId])).map(({ nodeId }) => nodeId);

it('a node is retired by its owner alone, once, and is on the listing no more', async () => {
  const { listingId, nodeId } = await joined();
  const other = await makeAccount(world.db, { roles: ['buyer', 'provider'] });
  expect(codeOf(await market.nodes.retire(other, nodeId))).toBe('not_found');
  expect(await nodesOf(listingId)).toEqual([nodeId]);
  expect(codeOf(await market.nodes.retire(world.provider, nodeId))).toBe('ok');
  expect(await nodesOf(listingId)).toEqual([]);
  expect(codeOf(await market.nodes.retire(world.provider, nodeId))).toBe('not_found');
});

it('a node is moved between listings of its owner, and to no other', async () => {
  const { listingId, nodeId } = await joined();
  const second = (await world.listing()).listingId;
  const other = await makeAccount(world.db, { roles: ['buyer', 'provider'] });
  expect(codeOf(await market.nodes.move(other, { nodeId, listingId: second }))).toBe('not_found');
  expect(codeOf(await market.nodes.move(world.provider, { nodeId, listingId: second }))).toBe('ok');
  expect([await nodesOf(listingId), await nodesOf(second)]).toEqual([[], [nodeId]]);
  await world.db.prisma.listing.update({ where: { id: listingId }, data: { state: 'withdrawn' } });
  expect(codeOf(await market.nodes.move(world.provider, { nodeId, listingId }))).toBe('listing_state');
});
