import * as z from 'zod';
import { ANSWER_CODES, LISTING_CODES } from '../../../modules/moderation/shapes.ts';
import { amountNano, id } from '../inputs.ts';
import { answer, asAdmin, asMember, asProvider, router } from '../trpc.ts';

const words = z.string().max(2_000);
/** Bounded by the use case, which has a code for it. */
const shown = z.string();
const Open = z.object({ jobId: id, code: z.enum(ANSWER_CODES), words: words.optional(), shown: shown.optional() });
const Report = z.object({ listingId: id, code: z.enum(LISTING_CODES), words: words.optional() });
const OfDispute = z.object({ disputeId: id });
const Answer = OfDispute.extend({ words });
const Decide = OfDispute.extend({
  decision: z.enum(['refund', 'uphold', 'refuse']),
  amountNano: amountNano.optional(),
  takeOff: z.object({ decision: z.enum(['pause', 'reject']), code: z.string().max(40) }).optional(),
  reason: words,
});

export const disputeRoutes = router({
  open: asMember.input(Open).mutation(({ ctx, input }) => answer(ctx.services.disputes.open(ctx.actor, input))),
  report: asMember.input(Report).mutation(({ ctx, input }) => answer(ctx.services.disputes.report(ctx.actor, input))),
  mine: asMember.query(({ ctx }) => answer(ctx.services.disputes.mine(ctx.actor))),
  ofJob: asMember
    .input(z.object({ jobId: id }))
    .query(({ ctx, input }) => answer(ctx.services.disputes.ofJob(ctx.actor, input))),
  withdraw: asMember
    .input(OfDispute)
    .mutation(({ ctx, input }) => answer(ctx.services.disputes.withdraw(ctx.actor, input))),
  ofProvider: asProvider.query(({ ctx }) => answer(ctx.services.disputes.ofProvider(ctx.actor))),
  answer: asProvider.input(Answer).mutation(({ ctx, input }) => answer(ctx.services.disputes.answer(ctx.actor, input))),
  all: asAdmin
    .input(z.object({ isOpen: z.boolean() }))
    .query(({ ctx, input }) => answer(ctx.services.disputes.all(ctx.actor, input))),
  details: asAdmin.input(OfDispute).query(({ ctx, input }) => answer(ctx.services.disputes.details(ctx.actor, input))),
  // No query: each look is an entry of the audit log.
  look: asAdmin.input(OfDispute).mutation(({ ctx, input }) => answer(ctx.services.disputes.look(ctx.actor, input))),
  ask: asAdmin.input(OfDispute).mutation(({ ctx, input }) => answer(ctx.services.disputes.ask(ctx.actor, input))),
  decide: asAdmin.input(Decide).mutation(({ ctx, input }) => answer(ctx.services.disputes.decide(ctx.actor, input))),
});
