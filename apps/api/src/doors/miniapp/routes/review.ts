import * as z from 'zod';
import { id, ofListing } from '../inputs.ts';
import { answer, asKnown, asProvider, router } from '../trpc.ts';

const words = z.string().trim().min(10).max(1_000);
const Answer = z.object({ listingId: id, words });
const Appeal = z.object({ listingId: id.nullable(), lossId: id.optional(), words });

/** What providers are told of decisions, and what they can say. Banned accounts may appeal, too. */
export const reviewRoutes = router({
  listing: asProvider.input(ofListing).query(({ ctx, input }) => answer(ctx.services.review.listing(ctx.actor, input))),
  answer: asProvider.input(Answer).mutation(({ ctx, input }) => answer(ctx.services.review.answer(ctx.actor, input))),
  appeal: asKnown.input(Appeal).mutation(({ ctx, input }) => answer(ctx.services.review.appeal(ctx.actor, input))),
  standing: asKnown.query(({ ctx }) => answer(ctx.services.review.standing(ctx.actor))),
});
