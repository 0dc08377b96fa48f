import { TIERS } from '@spindle/shared';
import * as z from 'zod';
import { OFFER_SORTS } from '../../../modules/listings/shapes.ts';
import { ofListing } from '../inputs.ts';
import { answer, asAnyone, router } from '../trpc.ts';

const Search = z.object({ search: z.string().trim().max(100).optional() });
const OfModel = z.object({ modelId: z.string().min(1).max(200) });

const OffersOf = OfModel.extend({
  tier: z.enum(TIERS).optional(),
  region: z.string().trim().max(40).optional(),
  hardwareId: z.string().max(80).optional(),
  isOnline: z.boolean().optional(),
  sort: z.enum(OFFER_SORTS).optional(),
  cursor: z.string().max(80).optional(),
  limit: z.number().int().min(1).max(100).optional(),
});

/** The market is open to visitors: prices need no login. */
export const marketRoutes = router({
  cloudPrices: asAnyone.query(({ ctx }) => ctx.services.market.cloudPrices()),
  models: asAnyone.input(Search).query(({ ctx, input }) => answer(ctx.services.market.models(input))),
  model: asAnyone.input(OfModel).query(({ ctx, input }) => answer(ctx.services.market.model(input))),
  offers: asAnyone.input(OffersOf).query(({ ctx, input }) => answer(ctx.services.market.offers(input))),
  listing: asAnyone.input(ofListing).query(({ ctx, input }) => answer(ctx.services.market.listing(input))),
  prices: asAnyone.input(ofListing).query(({ ctx, input }) => answer(ctx.services.market.prices(input))),
  others: asAnyone.input(ofListing).query(({ ctx, input }) => answer(ctx.services.market.others(input))),
  demand: asAnyone.input(ofListing).query(({ ctx, input }) => answer(ctx.services.market.demand(input))),
  proof: asAnyone.input(ofListing).query(({ ctx, input }) => answer(ctx.services.market.proof(input))),
});
