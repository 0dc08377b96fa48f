import { fail, ok, type Result } from '@spindle/shared';
import { capacityOf } from './capacity.ts';
import { toDataPolicy, toHardware, toState, toTier } from './listing-view.ts';
import { findListings, type ListingRow } from './listings.repo.ts';
import { endOf, phaseOf, readWindows } from './maintenance/index.ts';
import { type MarketDeps, toOfferCard } from './market.ts';
import type { JoinedNode } from './neighbours.ts';
import type { MarketListing, MarketNode } from './shapes.ts';

/** A listing as every visitor may see it. One that no admin has approved yet, or that was rejected, is not shown. */
export async function marketListing(
  deps: MarketDeps,
  { listingId }: { listingId: string },
): Promise<Result<MarketListing, 'not_found'>> {
  const [row] = await findListings(deps.db.prisma, { id: listingId }, 'newest');
  if (!row || row.state === 'in_review' || row.state === 'rejected') return fail('not_found', { what: 'listing' });
  const presences = deps.nodes.presencesOf(listingId);
  const joined = await deps.nodes.nodesOf([listingId]);
  const header = toHeader(row);
  return ok({
    ...header,
    ...capacityOf(presences),
    state: toState(row.state),
    maintenance: await nextMaintenance(deps, listingId),
    offers: row.offers.map((offer) => toOffer(offer, header, deps)),
    nodes: joined.map(toMarketNode),
    createdAt: row.createdAt.getTime(),
  });
}

/** Buyers who mean to come back are told ahead; that single machines rest concerns them no more than full ones. */
async function nextMaintenance({ db, clock }: MarketDeps, listingId: string): Promise<MarketListing['maintenance']> {
  const nowMs = clock.nowMs();
  const windows = await readWindows(db.pool, [listingId], nowMs);
  const next = windows.find(({ nodeId }) => nodeId === null);
  return next ? { fromMs: next.fromMs, toMs: endOf(next), isOn: phaseOf(next, nowMs) === 'on' } : null;
}

function toHeader(row: ListingRow) {
  return {
    listingId: row.id,
    title: row.title,
    providerName: row.account.firstName,
    hardware: toHardware(row),
    gpuCount: row.gpuCount,
    region: row.region,
    tier: toTier(row.tier),
    dataPolicy: toDataPolicy(row.dataPolicy),
    reviews: { count: row.reviewCount, stars: row.reviewStars },
  };
}

type Header = ReturnType<typeof toHeader>;

function toOffer(
  { id, model, listingId: _, isActive: __, modelId, batchDiscountPercent, ...price }: ListingRow['offers'][number],
  header: Header,
  { nodes }: MarketDeps,
): MarketListing['offers'][number] {
  const { name, isTestEngine, revision } = model;
  const card = toOfferCard({ ...header, offerId: id, modelId, revision, price, batchDiscountPercent }, nodes);
  return { ...card, modelId, modelName: name, isTestEngine };
}

function toMarketNode(node: JoinedNode): MarketNode {
  const { nodeId, online, sinceMs, program, identityKey, tokensPerSecond, firstTokenMs, measuredAt, condition } = node;
  return { nodeId, online, sinceMs, program, identityKey, tokensPerSecond, firstTokenMs, measuredAt, condition };
}
