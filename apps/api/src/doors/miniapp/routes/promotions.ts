import * as z from 'zod';
import { id } from '../inputs.ts';
import { asAdmin, asMember, router } from '../trpc.ts';

/** What the market gives away, and who came by whose link. */
export const promotionRoutes = router({
  offer: asMember.query(({ ctx }) => ctx.services.promotions.offer(ctx.actor)),
  totals: asAdmin.query(({ ctx }) => ctx.services.promotions.totals()),
  cameBy: asMember
    .input(z.object({ referrerId: id }))
    .mutation(({ ctx, input }) => ctx.services.promotions.noteReferral(ctx.actor, input)),
  referrals: asMember.query(({ ctx }) => ctx.services.promotions.referrals(ctx.actor)),
});
