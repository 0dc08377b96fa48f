import { asAnyone, router } from '../trpc.ts';

export const appRoutes = router({
  config: asAnyone.query(({ ctx }) => ctx.services.config()),
});
