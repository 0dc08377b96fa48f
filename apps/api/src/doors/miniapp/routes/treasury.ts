import { answer, asAdmin, router } from '../trpc.ts';

/** The market's own money on chain, as admins watch it. It is filled and mended by operators, never from here. */
export const treasuryRoutes = router({
  view: asAdmin.query(({ ctx }) => answer(ctx.services.treasury.view())),
});
