import * as z from 'zod';
import { id, ofListing, page } from '../inputs.ts';
import { answer, asAdmin, asAnyone, asMember, asProvider, router } from '../trpc.ts';

/** Bounded by the use case, which has a code for it. */
const words = z.string().max(4_000);
const OfReview = z.object({ reviewId: id });
const Write = ofListing.extend({ stars: z.number().int().min(1).max(5), words: words.optional() });
const Hide = OfReview.extend({ part: z.enum(['review', 'answer']), reason: words });

/** What buyers say of listings. Reading needs no login. */
export const buyerReviewRoutes = router({
  ofListing: asAnyone
    .input(ofListing.extend(page.shape))
    .query(({ ctx, input }) => answer(ctx.services.reviews.ofListing(input))),
  rights: asMember.input(ofListing).query(({ ctx, input }) => answer(ctx.services.reviews.rights(ctx.actor, input))),
  write: asMember.input(Write).mutation(({ ctx, input }) => answer(ctx.services.reviews.write(ctx.actor, input))),
  remove: asMember.input(OfReview).mutation(({ ctx, input }) => answer(ctx.services.reviews.remove(ctx.actor, input))),
  ofProvider: asProvider
    .input(ofListing)
    .query(({ ctx, input }) => answer(ctx.services.reviews.ofProvider(ctx.actor, input))),
  answer: asProvider
    .input(OfReview.extend({ words }))
    .mutation(({ ctx, input }) => answer(ctx.services.reviews.answer(ctx.actor, input))),
  all: asAdmin
    .input(page.extend({ isHidden: z.boolean() }))
    .query(({ ctx, input }) => answer(ctx.services.reviews.all(ctx.actor, input))),
  hide: asAdmin.input(Hide).mutation(({ ctx, input }) => answer(ctx.services.reviews.hide(ctx.actor, input))),
  show: asAdmin.input(Hide).mutation(({ ctx, input }) => answer(ctx.services.reviews.show(ctx.actor, input))),
});
