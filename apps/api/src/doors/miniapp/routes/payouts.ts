import * as z from 'zod';
import { address, amountNano, page } from '../inputs.ts';
import { answer, asEarner, router } from '../trpc.ts';

const Settings = z.object({
  schedule: z.enum(['on_demand', 'on_threshold', 'daily', 'weekly']),
  thresholdNano: amountNano,
});

/** Of a jetton. */
const units = z
  .bigint()
  .min(1n)
  .max(10n ** 30n);

/** A provider's money: what is promised, funded, claimable and paid. It stays theirs when their account is banned. */
export const payoutRoutes = router({
  overview: asEarner.query(({ ctx }) => answer(ctx.services.payouts.overview(ctx.actor))),
  history: asEarner.input(page).query(({ ctx, input }) => answer(ctx.services.payouts.history(ctx.actor, input))),
  ask: asEarner.mutation(({ ctx }) => answer(ctx.services.payouts.ask(ctx.actor))),
  claimMessage: asEarner
    .input(z.object({ address }))
    .mutation(({ ctx, input }) => answer(ctx.services.payouts.claimMessage(ctx.actor, input))),
  swapPrice: asEarner
    .input(z.object({ offerNano: amountNano }))
    .query(({ ctx, input }) => answer(ctx.services.payouts.swapPrice(input))),
  swapMessage: asEarner
    .input(z.object({ offerNano: amountNano, minAskUnits: units }))
    .mutation(({ ctx, input }) => answer(ctx.services.payouts.swapMessage(ctx.actor, input))),
  changeSettings: asEarner
    .input(Settings)
    .mutation(({ ctx, input }) => answer(ctx.services.payouts.changeSettings(ctx.actor, input))),
});
