import * as z from 'zod';
import { id, ofListing } from '../inputs.ts';
import { answer, asAdmin, router } from '../trpc.ts';

const OfNode = z.object({ nodeId: id });
const Clear = OfNode.extend({ reason: z.string().trim().min(1).max(500) });
const Trust = ofListing.extend({ isTrusted: z.boolean() });
const OfModel = z.object({ modelId: z.string().min(1).max(200) });

/** What admins do about canaries. */
export const canaryRoutes = router({
  overview: asAdmin.query(({ ctx }) => answer(ctx.services.canaries.overview())),
  trust: asAdmin.input(Trust).mutation(({ ctx, input }) => answer(ctx.services.canaries.trust(ctx.actor, input))),
  clear: asAdmin.input(Clear).mutation(({ ctx, input }) => answer(ctx.services.canaries.clear(ctx.actor, input))),
  retire: asAdmin.input(OfModel).mutation(({ ctx, input }) => answer(ctx.services.canaries.retire(ctx.actor, input))),
  askNow: asAdmin.input(OfNode).mutation(({ ctx, input }) => answer(ctx.services.canaries.askNow(input))),
});
