import type { Prisma } from '../../platform/index.ts';
import { insertFirstState } from './listing-states.repo.ts';
import type { CreateListingInput, ListingState, OfferInput, SetOffersInput, StateBy } from './shapes.ts';

/** SQL on listings and their offers, as owners and admins see them. */

const PARTS = {
  include: {
    hardware: true,
    account: true,
    offers: { where: { isActive: true }, include: { model: true }, orderBy: { model: { sortOrder: 'asc' } } },
  },
} as const;

export interface ListingFilter {
  id?: string | { in: string[] };
  accountId?: string;
  state?: ListingState;
  stateBy?: StateBy;
}

/** @param order `waiting` puts first who has waited longest in their state, `newest` who was made last. */
export function findListings(prisma: Prisma, where: ListingFilter, order: 'waiting' | 'newest') {
  const orderBy = order === 'waiting' ? { stateSince: 'asc' as const } : { createdAt: 'desc' as const };
  return prisma.listing.findMany({ where, orderBy: [orderBy, { id: 'asc' }], take: 500, ...PARTS });
}

export type ListingRow = Awaited<ReturnType<typeof findListings>>[number];

/** How many listings each of these accounts has made. */
export async function countListings(prisma: Prisma, accountIds: string[]): Promise<Map<string, number>> {
  const groups = await prisma.listing.groupBy({
    by: ['accountId'],
    where: { accountId: { in: accountIds } },
    _count: { _all: true },
  });
  return new Map(groups.map((group) => [group.accountId, group._count._all]));
}

/** A listing by the form it was made from. */
export interface MadeListing {
  id: string;
  /** Null for one that was made without a key. */
  idempotencyMark: Uint8Array | null;
}

/** What this account made under the key; null where nothing was. */
export function findMade(prisma: Prisma, accountId: string, idempotencyKey: string): Promise<MadeListing | null> {
  return prisma.listing.findUnique({
    where: { accountId_idempotencyKey: { accountId, idempotencyKey } },
    select: { id: true, idempotencyMark: true },
  });
}

export interface NewListing extends Omit<CreateListingInput, 'offers' | 'dataPolicy'> {
  dataPolicy: string;
  idempotencyMark: Uint8Array<ArrayBuffer>;
  id: string;
  accountId: string;
  tier: string;
  state: ListingState;
  stateSince: Date;
  createdAt: Date;
}

/**
 * Inserts a listing unless one was made under its key, or the account has `limit` that are not withdrawn: both looked
 * at under a lock on the account.
 * @returns what stands under the key then, made now or before; null when the account is full.
 */
export async function insertListing(
  prisma: Prisma,
  listing: NewListing,
  offers: (OfferInput & { id: string })[],
  limit: number,
): Promise<MadeListing | null> {
  await prisma.$queryRaw`SELECT 1 FROM account WHERE id = ${listing.accountId}::uuid FOR UPDATE`;
  const before = await findMade(prisma, listing.accountId, listing.idempotencyKey);
  if (before) return before;
  const where = { accountId: listing.accountId, state: { not: 'withdrawn' } };
  if ((await prisma.listing.count({ where })) >= limit) return null;
  await prisma.listing.create({ data: { ...listing, offers: { create: offers.map(toColumns) } } });
  await insertFirstState(prisma, { listingId: listing.id, actorId: listing.accountId, at: listing.createdAt });
  return listing;
}

/** Without what was not said: the column then keeps what it has. */
const toColumns = <Offer extends { batchDiscountPercent?: number | undefined }>({
  batchDiscountPercent: percent,
  ...offer
}: Offer) => ({ ...offer, ...(percent !== undefined && { batchDiscountPercent: percent }) });

/** Makes these the listing's offers. One that is left out is kept inactive: usage points to it. */
export async function replaceOffers(
  prisma: Prisma,
  { listingId, dataPolicy }: Pick<SetOffersInput, 'listingId' | 'dataPolicy'>,
  offers: (OfferInput & { id: string })[],
): Promise<void> {
  const modelIds = offers.map(({ modelId }) => modelId);
  await prisma.offer.updateMany({ where: { listingId, modelId: { notIn: modelIds } }, data: { isActive: false } });
  if (dataPolicy) await prisma.listing.update({ where: { id: listingId }, data: { dataPolicy } });
  for (const { id, modelId, ...price } of offers.map(toColumns)) {
    await prisma.offer.upsert({
      where: { listingId_modelId: { listingId, modelId } },
      create: { id, listingId, modelId, ...price },
      update: { ...price, isActive: true },
    });
  }
}

export async function hasHardware(prisma: Prisma, hardwareId: string): Promise<boolean> {
  return (await prisma.hardwareClass.count({ where: { id: hardwareId } })) === 1;
}
