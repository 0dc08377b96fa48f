import * as z from 'zod';
import { LISTING_STATES } from '../../../modules/listings/shapes.ts';
import { id, page } from '../inputs.ts';
import { answer, asAdmin, router } from '../trpc.ts';

const reason = z.string().trim().max(500);
const Review = z.object({ listingId: id, decision: z.enum(['approve', 'reject']), reason: reason.optional() });
const Pause = z.object({ listingId: id, reason });
const OfState = z.object({ state: z.enum(LISTING_STATES).optional() });

export const adminRoutes = router({
  /** How much waits in each room. */
  waiting: asAdmin.query(({ ctx }) => answer(ctx.services.admin.waiting(ctx.actor))),
  queue: asAdmin.query(({ ctx }) => answer(ctx.services.admin.queue(ctx.actor))),
  review: asAdmin.input(Review).mutation(({ ctx, input }) => answer(ctx.services.admin.review(ctx.actor, input))),
  listings: asAdmin.input(OfState).query(({ ctx, input }) => answer(ctx.services.admin.listings(ctx.actor, input))),
  pause: asAdmin.input(Pause).mutation(({ ctx, input }) => answer(ctx.services.admin.pause(ctx.actor, input))),
  /** The last audits of the books, and whether payouts stand still. */
  reconciliation: asAdmin.query(({ ctx }) => answer(ctx.services.admin.reconciliation(ctx.actor))),
  audit: asAdmin.input(page).query(({ ctx, input }) => answer(ctx.services.admin.audit(ctx.actor, input))),
});
