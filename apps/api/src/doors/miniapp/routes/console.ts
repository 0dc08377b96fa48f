import * as z from 'zod';
import { id, microUsd, ofListing } from '../inputs.ts';
import { answer, asAnyone, asProvider, router } from '../trpc.ts';

const modelId = z.string().min(1).max(200);
const atMs = z.number().int().min(0).max(8e15);
const Range = z.object({
  fromMs: atMs,
  toMs: atMs,
  bucket: z.enum(['hour', 'day']),
  listingId: id.optional(),
  modelId: modelId.optional(),
});
const Chart = Range.extend({ groupBy: z.enum(['listing', 'model', 'none']) });
const Prices = z.object({ modelId, listingId: id.optional() });
const PlanWindow = ofListing.extend({ nodeId: id.optional(), fromMs: atMs, toMs: atMs });
const EndWindow = ofListing.extend({ windowId: id });
const OfNode = z.object({ nodeId: id });
const Estimate = z.object({
  hardwareId: z.string().min(1).max(60),
  modelId,
  hoursPerDay: z.number().min(1).max(24),
  tokensPerSecond: z.number().positive().max(1e6).optional(),
  watts: z.number().min(0).max(1e6).optional(),
  microUsdPerKwh: microUsd.optional(),
});

export const consoleRoutes = router({
  checklist: asProvider
    .input(ofListing)
    .query(({ ctx, input }) => answer(ctx.services.console.checklist(ctx.actor, input))),
  chart: asProvider.input(Chart).query(({ ctx, input }) => answer(ctx.services.console.chart(ctx.actor, input))),
  exportLink: asProvider
    .input(Range)
    .mutation(({ ctx, input }) => answer(ctx.services.console.exportLink(ctx.actor, input))),
  prices: asProvider.input(Prices).query(({ ctx, input }) => answer(ctx.services.console.prices(ctx.actor, input))),
  windows: asProvider
    .input(ofListing)
    .query(({ ctx, input }) => answer(ctx.services.console.windows(ctx.actor, input))),
  planWindow: asProvider
    .input(PlanWindow)
    .mutation(({ ctx, input }) => answer(ctx.services.console.planWindow(ctx.actor, input))),
  endWindow: asProvider
    .input(EndWindow)
    .mutation(({ ctx, input }) => answer(ctx.services.console.endWindow(ctx.actor, input))),
  retireNode: asProvider
    .input(OfNode)
    .mutation(({ ctx, input }) => answer(ctx.services.console.retireNode(ctx.actor, input))),
  moveNode: asProvider
    .input(OfNode.extend(ofListing.shape))
    .mutation(({ ctx, input }) => answer(ctx.services.console.moveNode(ctx.actor, input))),
  // Open to those who only wonder whether to begin.
  estimateCatalog: asAnyone.query(({ ctx }) => answer(ctx.services.console.estimateCatalog())),
  estimate: asAnyone.input(Estimate).query(({ ctx, input }) => answer(ctx.services.console.estimate(input))),
});
