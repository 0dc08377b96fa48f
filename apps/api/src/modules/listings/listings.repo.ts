import type { Prisma } from '../../platform/index.ts';
import type { CreateListingInput, ListingState, OfferInput, SetOffersInput } from './shapes.ts';

/** SQL on listings and their offers, as owners and admins see them. */

const PARTS = {
  include: {
    hardware: true,
    account: true,
    offers: { where: { isActive: true }, include: { model: true }, orderBy: { model: { sortOrder: 'asc' } } },
  },
} as const;

export interface ListingFilter {
  id?: string;
  accountId?: string;
  state?: ListingState;
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

export interface NewListing extends Omit<CreateListingInput, 'offers' | 'dataPolicy'> {
  dataPolicy: string;
  id: string;
  accountId: string;
  tier: string;
  state: ListingState;
  stateSince: Date;
  createdAt: Date;
}

/** Inserts a listing unless the account has `limit` that are not withdrawn: counted under a lock on the account. */
export async function insertListing(
  prisma: Prisma,
  listing: NewListing,
  offers: (OfferInput & { id: string })[],
  limit: number,
): Promise<boolean> {
  await prisma.$queryRaw`SELECT 1 FROM account WHERE id = ${listing.accountId}::uuid FOR UPDATE`;
  const where = { accountId: listing.accountId, state: { not: 'withdrawn' } };
  if ((await prisma.listing.count({ where })) >= limit) return false;
  await prisma.listing.create({ data: { ...listing, offers: { create: offers.map(toColumns) } } });
  return true;
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

export interface StateChange {
  id: string;
  accountId?: string;
  from: ListingState[];
  /** Only a listing that its owner paused, or only one that an admin did. */
  pausedBy?: 'owner' | 'admin';
  to: ListingState;
  reason: string | null;
  atMs: number;
}

/** Changes the state if it still is one of `from`: of two that try at once, one gets true. */
export async function changeState(prisma: Prisma, change: StateChange): Promise<boolean> {
  const { id, accountId, from, pausedBy, to, reason, atMs } = change;
  const { count } = await prisma.listing.updateMany({
    where: {
      id,
      state: { in: from },
      ...(accountId !== undefined && { accountId }),
      ...(pausedBy !== undefined && { stateReason: pausedBy === 'owner' ? null : { not: null } }),
    },
    data: { state: to, stateReason: reason, stateSince: new Date(atMs) },
  });
  return count === 1;
}

/** The state of a listing, of this account if one is given. */
export async function findState(prisma: Prisma, id: string, accountId?: string): Promise<string | null> {
  const where = { id, ...(accountId !== undefined && { accountId }) };
  return (await prisma.listing.findFirst({ where, select: { state: true } }))?.state ?? null;
}

export async function hasHardware(prisma: Prisma, hardwareId: string): Promise<boolean> {
  return (await prisma.hardwareClass.count({ where: { id: hardwareId } })) === 1;
}

/** How many listings wait for review, and how many of them since before a time. */
export async function countWaiting(prisma: Prisma, lateMs: number): Promise<{ waiting: number; late: number }> {
  const where = { state: 'in_review' };
  const waiting = await prisma.listing.count({ where });
  const late = await prisma.listing.count({ where: { ...where, stateSince: { lt: new Date(lateMs) } } });
  return { waiting, late };
}
