import * as z from 'zod';
import { LISTING_STATES } from '../../../modules/listings/shapes.ts';
import { id, ofListing, page } from '../inputs.ts';
import { answer, asAdmin, router } from '../trpc.ts';

const words = z.string().trim().max(500);
const code = z.string().max(60).optional();
const why = { code, reason: words.optional() };
const Review = z.object({ listingId: id, decision: z.enum(['approve', 'reject', 'ask', 'pause']), ...why });
const Appeal = z.object({ appealId: id, decision: z.enum(['grant', 'refuse']), ...why });
const OfState = z.object({ state: z.enum(LISTING_STATES).optional() });
const Search = z.object({ search: z.string().trim().max(100).optional() });
const OfPerson = z.object({ accountId: id });
const Ban = OfPerson.extend(why);
const ChangeRole = OfPerson.extend({ role: z.enum(['provider', 'admin']), has: z.boolean(), reason: words });
const Audit = page.extend({ subject: z.string().max(80).optional() });

export const adminRoutes = router({
  /** How much waits in each room. */
  waiting: asAdmin.query(({ ctx }) => answer(ctx.services.admin.waiting(ctx.actor))),
  queue: asAdmin.query(({ ctx }) => answer(ctx.services.admin.queue(ctx.actor))),
  /** All that a decision on a listing needs. */
  case: asAdmin.input(ofListing).query(({ ctx, input }) => answer(ctx.services.admin.case(ctx.actor, input))),
  review: asAdmin.input(Review).mutation(({ ctx, input }) => answer(ctx.services.admin.review(ctx.actor, input))),
  decideAppeal: asAdmin
    .input(Appeal)
    .mutation(({ ctx, input }) => answer(ctx.services.admin.decideAppeal(ctx.actor, input))),
  listings: asAdmin.input(OfState).query(({ ctx, input }) => answer(ctx.services.admin.listings(ctx.actor, input))),
  people: asAdmin.input(Search).query(({ ctx, input }) => answer(ctx.services.admin.people(ctx.actor, input))),
  person: asAdmin.input(OfPerson).query(({ ctx, input }) => answer(ctx.services.admin.person(ctx.actor, input))),
  ban: asAdmin.input(Ban).mutation(({ ctx, input }) => answer(ctx.services.admin.ban(ctx.actor, input))),
  unban: asAdmin.input(Ban).mutation(({ ctx, input }) => answer(ctx.services.admin.unban(ctx.actor, input))),
  changeRole: asAdmin
    .input(ChangeRole)
    .mutation(({ ctx, input }) => answer(ctx.services.admin.changeRole(ctx.actor, input))),
  /** The last audits of the books, and whether payouts stand still. */
  reconciliation: asAdmin.query(({ ctx }) => answer(ctx.services.admin.reconciliation(ctx.actor))),
  audit: asAdmin.input(Audit).query(({ ctx, input }) => answer(ctx.services.admin.audit(ctx.actor, input))),
});
