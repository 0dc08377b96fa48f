import { randomUUID } from 'node:crypto';
import { uuidv7 } from '@spindle/shared';
import type { Database } from '../../../platform/index.ts';
import type { Actor } from '../../accounts/index.ts';

export interface TestListing {
  listingId: string;
  modelId: string;
  revision: string;
}

/** A live listing of this provider with one offer, on hardware and a model of its own. */
export async function makeTestListing(
  db: Database,
  provider: Actor,
  parts: { state?: string } = {},
): Promise<TestListing> {
  const name = randomUUID();
  const listingId = uuidv7(Date.now());
  const hardwareId = `gpu-${name}`;
  await db.prisma.hardwareClass.create({
    data: { id: hardwareId, name: 'GPU', maker: 'Maker', memoryGb: 24, kind: 'gpu', sortOrder: 1 },
  });
  const state = parts.state ?? 'live';
  const data = { id: listingId, accountId: provider.accountId, title: 'A box', hardwareId, gpuCount: 1, region: 'eu' };
  await db.prisma.listing.create({ data: { ...data, tier: 'community', state, stateSince: new Date() } });
  const { modelId, revision } = await addTestOffer(db, listingId);
  return { listingId, modelId, revision };
}

/** One more offer, of a new model. */
export async function addTestOffer(db: Database, listingId: string): Promise<{ modelId: string; revision: string }> {
  const modelId = `model-${randomUUID()}`;
  const model = { id: modelId, name: 'Model', maker: 'Maker', revision: 'r1', parametersB: 1, contextLength: 4096 };
  await db.prisma.catalogModel.create({
    data: { ...model, license: 'mit', sourceUrl: 'https://example.com', sortOrder: 1 },
  });
  const price = { inputMicroUsdPerMTok: 1n, cachedInputMicroUsdPerMTok: 1n, outputMicroUsdPerMTok: 1n };
  await db.prisma.offer.create({ data: { id: uuidv7(Date.now()), listingId, modelId, ...price } });
  return { modelId, revision: 'r1' };
}
