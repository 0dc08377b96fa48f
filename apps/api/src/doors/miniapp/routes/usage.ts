import { END_KINDS, REQUEST_KINDS } from '@spindle/shared';
import * as z from 'zod';
import { id, page } from '../inputs.ts';
import { answer, asMember, router } from '../trpc.ts';

const OfJob = z.object({ jobId: id });
const modelId = z.string().min(1).max(200);
const key = z.string().max(36);
const Filter = z.object({
  fromMs: z.number().int().optional(),
  toMs: z.number().int().optional(),
  modelId: modelId.optional(),
  key: key.optional(),
  end: z.enum(END_KINDS).optional(),
  kind: z.enum(REQUEST_KINDS).optional(),
  listingId: id.optional(),
});
const Recent = Filter.extend(page.shape);
const Export = Filter.extend({ format: z.enum(['csv', 'json']) });
const Chart = z.object({
  fromDay: z.iso.date(),
  toDay: z.iso.date(),
  groupBy: z.enum(['model', 'key', 'none']),
  modelId: modelId.optional(),
  key: key.optional(),
});

export const usageRoutes = router({
  recent: asMember.input(Recent).query(({ ctx, input }) => answer(ctx.services.usage.recent(ctx.actor, input))),
  chart: asMember.input(Chart).query(({ ctx, input }) => answer(ctx.services.usage.chart(ctx.actor, input))),
  exportLink: asMember
    .input(Export)
    .mutation(({ ctx, input }) => answer(ctx.services.usage.exportLink(ctx.actor, input))),
  receipt: asMember.input(OfJob).query(({ ctx, input }) => answer(ctx.services.usage.receipt(ctx.actor, input))),
});
