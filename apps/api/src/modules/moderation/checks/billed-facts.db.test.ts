import { randomUUID } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { openTestDatabase } from '../../../platform/testing/open-test-database.ts';
import type { Actor } from '../../accounts/index.ts';
import { makeAccount } from '../../accounts/testing/make-account.ts';
import { RecordDays } from '../../nodes/record/record-days.ts';
import { makeTestListing, type TestListing } from '../../nodes/testing/test-listing.ts';
import { readBilled } from './billed-facts.repo.ts';

const { db, close } = await openTestDatabase();
afterAll(close);

const nowMs = Date.now();
const days = new RecordDays(db, () => nowMs);

async function listed(): Promise<{ provider: Actor; listing: TestListing; nodeId: string }> {
  const provider = await makeAccount(db, { roles: ['provider'] });
  const listing = await makeTestListing(db, provider);
  const nodeId = randomUUID();
  const { listingId } = listing;
  await db.prisma.node.create({
    data: { id: nodeId, listingId, identityKey: randomUUID(), program: 'test', hardware: {} },
  });
  return { provider, listing, nodeId };
}

it('holds what a listing bills against the bytes that were carried, and against other providers of the same model', async () => {
  const own = await listed();
  const others = [await listed(), await listed(), await listed()];
  const { modelId } = own.listing;
  const bill = (nodeId: string, inputTokens: number) =>
    days.billed(nodeId, { modelId, inputTokens, inputBytes: 45_000, outputTokens: 5_000, outputBytes: 30_000 });
  bill(own.nodeId, 20_000);
  bill(own.nodeId, 20_000);
  for (const [at, { nodeId }] of others.entries()) bill(nodeId, 10_000 + at);
  await days.keep([]);
  const read = async () => (await readBilled(db.pool, [own.listing.listingId], nowMs)).get(own.listing.listingId);
  const [found] = (await read()) ?? [];
  expect(found).toMatchObject({ modelId, inputTokens: 40_000, outputTokens: 10_000 });
  expect(found?.inputBytesPerToken).toBeCloseTo(2.25);
  expect(found?.outputBytesPerToken).toBeCloseTo(6);
  expect(found?.othersInputBytesPerToken).toBeCloseTo(4.4996, 3);

  // Two others are too few to say what is usual; a day is added up, not overwritten.
  await db.pool.query('DELETE FROM node_day_tokens WHERE node_id = $1', [others[0]?.nodeId]);
  bill(own.nodeId, 20_000);
  await days.keep([]);
  expect((await read())?.[0]).toMatchObject({ inputTokens: 60_000, othersInputBytesPerToken: null });
});
