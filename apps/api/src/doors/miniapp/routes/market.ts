import * as z from 'zod';
import { ofListing } from '../inputs.ts';
import { answer, asAnyone, router } from '../trpc.ts';

const Search = z.object({ search: z.string().trim().max(100).optional() });
const OfModel = z.object({ modelId: z.string().min(1).max(200) });

/** The market is open to visitors: prices need no login. */
export const marketRoutes = router({
  cloudPrices: asAnyone.query(({ ctx }) => ctx.services.market.cloudPrices()),
  models: asAnyone.input(Search).query(({ ctx, input }) => answer(ctx.services.market.models(input))),
  model: asAnyone.input(OfModel).query(({ ctx, input }) => answer(ctx.services.market.model(input))),
  listing: asAnyone.input(ofListing).query(({ ctx, input }) => answer(ctx.services.market.listing(input))),
  proof: asAnyone.input(ofListing).query(({ ctx, input }) => answer(ctx.services.market.proof(input))),
});
