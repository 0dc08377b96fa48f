import { fail, type Result, uuidv7 } from '@spindle/shared';
import type { Actor } from '../accounts/index.ts';
import { type CatalogDeps, listHardware, listModels } from '../catalog/index.ts';
import { checkOffers, type PriceLimits } from './check-offers.ts';
import { getListing, type ListingViewDeps } from './list-listings.ts';
import { markOfListing } from './listing-mark.ts';
import { findState } from './listing-states.repo.ts';
import { findMade, hasHardware, insertListing, type MadeListing, replaceOffers } from './listings.repo.ts';
import type { OffersDeps } from './offers-for-model.ts';
import type { CreateListingInput, EarnCatalog, ListingView, OfferInput, SetOffersInput } from './shapes.ts';

/** What earning is offered by: the catalogue, and the limits of prices that the policy sets now. */
export type EarnCatalogDeps = CatalogDeps & { priceLimits: () => PriceLimits };
export type WriteListingDeps = ListingViewDeps & EarnCatalogDeps & OffersDeps;

const MAX_LISTINGS = 20;

/**
 * Lists hardware with its offers; an admin reviews it before anyone can buy. Every listing starts in the `community`
 * tier: the higher ones are for what a machine proves, not for what its owner says. Sent again under the same key, what
 * was made the first time is the answer. Refusals: `listing_made_before` for another listing under a key that was used,
 * `hardware_unknown`, `too_many_listings`, those of `checkOffers`.
 */
export async function createListing(
  deps: WriteListingDeps,
  actor: Actor,
  input: CreateListingInput,
): Promise<Result<ListingView>> {
  const { offers, dataPolicy = 'undeclared', ...listing } = input;
  const idempotencyMark = markOfListing(input);
  const before = await findMade(deps.db.prisma, actor.accountId, input.idempotencyKey);
  if (before) return answerOf(deps, actor, before, idempotencyMark);
  if (!(await hasHardware(deps.db.prisma, input.hardwareId))) return fail('hardware_unknown');
  const checked = await checkAgainstCatalog(deps, offers);
  if (!checked.ok) return checked;

  const nowMs = deps.clock.nowMs();
  const now = new Date(nowMs);
  const id = uuidv7(nowMs);
  const who = { accountId: actor.accountId, idempotencyMark };
  const row = { ...listing, ...who, id, dataPolicy, tier: 'community', stateSince: now, createdAt: now };
  const made = await deps.db.prisma.$transaction((tx) =>
    insertListing(tx, { ...row, state: 'in_review' }, withIds(offers, nowMs), MAX_LISTINGS),
  );
  if (!made) return fail('too_many_listings', { limit: MAX_LISTINGS });
  return answerOf(deps, actor, made, idempotencyMark);
}

/** What stands under the key, if it is what was asked for. */
async function answerOf(
  deps: WriteListingDeps,
  actor: Actor,
  made: MadeListing,
  mark: Uint8Array,
): Promise<Result<ListingView>> {
  const isSame = made.idempotencyMark !== null && Buffer.compare(made.idempotencyMark, mark) === 0;
  return isSame ? getListing(deps, actor, { listingId: made.id }) : fail('listing_made_before');
}

/**
 * Changes models and prices of a listing, and what its owner promises. They count from the next quote on; quotes
 * already made keep theirs.
 */
export async function setOffers(
  deps: WriteListingDeps,
  actor: Actor,
  { listingId, offers, dataPolicy }: SetOffersInput,
): Promise<Result<ListingView>> {
  const state = await findState(deps.db.prisma, listingId, actor.accountId);
  if (state === null) return fail('not_found', { what: 'listing' });
  if (state === 'withdrawn' || state === 'banned') return fail('listing_state', { state });
  const checked = await checkAgainstCatalog(deps, offers);
  if (!checked.ok) return checked;

  await deps.db.prisma.$transaction((tx) =>
    replaceOffers(tx, { listingId, dataPolicy }, withIds(offers, deps.clock.nowMs())),
  );
  deps.offerMemory.clear();
  // For speed only, so a failure is nobody's: nodes ask for their offers every half minute anyway.
  deps.nodes.offersChanged().catch(() => undefined);
  return getListing(deps, actor, { listingId });
}

/** What a provider chooses from. */
export async function earnCatalog(deps: EarnCatalogDeps): Promise<EarnCatalog> {
  const [models, hardware] = await Promise.all([listModels(deps), listHardware(deps)]);
  return {
    hardware,
    models: models.map(({ modelId, name, isTestEngine }) => ({ modelId, name, isTestEngine })),
    priceLimits: deps.priceLimits(),
  };
}

async function checkAgainstCatalog(deps: EarnCatalogDeps, offers: readonly OfferInput[]) {
  const known = new Set((await listModels(deps)).map(({ modelId }) => modelId));
  return checkOffers(offers, (modelId) => known.has(modelId), deps.priceLimits());
}

const withIds = (offers: readonly OfferInput[], nowMs: number) =>
  offers.map((offer) => ({ ...offer, id: uuidv7(nowMs) }));
