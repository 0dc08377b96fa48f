import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { DEMO_MODEL } from './demo.ts';
import type { MarketClient } from './market-client.ts';

export const DEMO_TITLE = 'Demo machine';

/**
 * The demo provider's listing, live.
 * @returns a join code when the machine has not joined yet, else null.
 */
export async function joinDemoProvider(
  provider: MarketClient,
  admin: MarketClient,
  nodeHome: string,
): Promise<string | null> {
  await provider.auth.becomeProvider.mutate();
  const listings = await provider.earn.listings.query();
  const known = listings.find((listing) => listing.title === DEMO_TITLE && listing.state !== 'withdrawn');
  const listing = known ?? (await createListing(provider));
  if (listing.state === 'in_review')
    await admin.admin.review.mutate({ listingId: listing.listingId, decision: 'approve' });
  const hasJoined = listing.nodes.length > 0 && existsSync(path.join(nodeHome, 'node.json'));
  if (hasJoined) return null;
  return (await provider.earn.joinCode.mutate({ listingId: listing.listingId })).code;
}

function createListing(provider: MarketClient) {
  return provider.earn.create.mutate({
    idempotencyKey: randomUUID(),
    title: DEMO_TITLE,
    hardwareId: 'cpu',
    gpuCount: 1,
    region: 'local',
    offers: [
      {
        modelId: DEMO_MODEL,
        inputMicroUsdPerMTok: 50_000n,
        cachedInputMicroUsdPerMTok: 25_000n,
        outputMicroUsdPerMTok: 200_000n,
      },
    ],
  });
}
