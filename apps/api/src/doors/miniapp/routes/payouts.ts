import * as z from 'zod';
import { address, amountNano, page } from '../inputs.ts';
import { answer, asProvider, router } from '../trpc.ts';

const Settings = z.object({
  schedule: z.enum(['on_demand', 'on_threshold', 'daily', 'weekly']),
  thresholdNano: amountNano,
});

/** Of a jetton. */
const units = z
  .bigint()
  .min(1n)
  .max(10n ** 30n);

/** A provider's money: what is promised, funded, claimable and paid. */
export const payoutRoutes = router({
  overview: asProvider.query(({ ctx }) => answer(ctx.services.payouts.overview(ctx.actor))),
  history: asProvider.input(page).query(({ ctx, input }) => answer(ctx.services.payouts.history(ctx.actor, input))),
  ask: asProvider.mutation(({ ctx }) => answer(ctx.services.payouts.ask(ctx.actor))),
  claimMessage: asProvider
    .input(z.object({ address }))
    .mutation(({ ctx, input }) => answer(ctx.services.payouts.claimMessage(ctx.actor, input))),
  swapPrice: asProvider
    .input(z.object({ offerNano: amountNano }))
    .query(({ ctx, input }) => answer(ctx.services.payouts.swapPrice(input))),
  swapMessage: asProvider
    .input(z.object({ offerNano: amountNano, minAskUnits: units }))
    .mutation(({ ctx, input }) => answer(ctx.services.payouts.swapMessage(ctx.actor, input))),
  changeSettings: asProvider
    .input(Settings)
    .mutation(({ ctx, input }) => answer(ctx.services.payouts.changeSettings(ctx.actor, input))),
});
