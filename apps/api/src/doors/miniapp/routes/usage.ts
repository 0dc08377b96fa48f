import * as z from 'zod';
import { id, page } from '../inputs.ts';
import { answer, asMember, router } from '../trpc.ts';

const OfJob = z.object({ jobId: id });

export const usageRoutes = router({
  recent: asMember.input(page).query(({ ctx, input }) => answer(ctx.services.usage.recent(ctx.actor, input))),
  receipt: asMember.input(OfJob).query(({ ctx, input }) => answer(ctx.services.usage.receipt(ctx.actor, input))),
});
