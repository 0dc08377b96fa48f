import type { Result } from '@spindle/shared';
import { expect, it } from 'vitest';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { joinByHand } from '../testing/join-by-hand.ts';
import { marketForEach } from '../testing/market-for-each.ts';
import type { NodeWorld } from '../testing/node-world.ts';
import type { TestMarket } from '../testing/test-market.ts';

let world: NodeWorld;
let market: TestMarket;

marketForEach((own) => {
  ({ world, market } = own);
});

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);

const nodesOf = async (listingId: string) => (await market.nodes.nodesOf([listingId])).map(({ nodeId }) => nodeId);

it('a node is retired by its owner alone, once, and is on the listing no more', async () => {
  const { listingId, nodeId } = await joinByHand(world, market);
  const other = await makeAccount(world.db, { roles: ['buyer', 'provider'] });
  expect(codeOf(await market.nodes.retire(other, nodeId))).toBe('not_found');
  expect(await nodesOf(listingId)).toEqual([nodeId]);
  expect(codeOf(await market.nodes.retire(world.provider, nodeId))).toBe('ok');
  expect(await nodesOf(listingId)).toEqual([]);
  expect(codeOf(await market.nodes.retire(world.provider, nodeId))).toBe('not_found');
});

it('a node is moved between listings of its owner, and to no other', async () => {
  const { listingId, nodeId } = await joinByHand(world, market);
  const second = (await world.listing()).listingId;
  const other = await makeAccount(world.db, { roles: ['buyer', 'provider'] });
  expect(codeOf(await market.nodes.move(other, { nodeId, listingId: second }))).toBe('not_found');
  expect(codeOf(await market.nodes.move(world.provider, { nodeId, listingId: second }))).toBe('ok');
  expect([await nodesOf(listingId), await nodesOf(second)]).toEqual([[], [nodeId]]);
  await world.db.prisma.listing.update({ where: { id: listingId }, data: { state: 'withdrawn' } });
  expect(codeOf(await market.nodes.move(world.provider, { nodeId, listingId }))).toBe('listing_state');
});
