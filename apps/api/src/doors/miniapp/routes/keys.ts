import * as z from 'zod';
import { amountNano, id } from '../inputs.ts';
import { answer, asMember, router } from '../trpc.ts';

const CreateKey = z.object({ name: z.string().trim().min(1).max(60), capNano: amountNano.nullable() });
const OfKey = z.object({ id });

export const keyRoutes = router({
  list: asMember.query(({ ctx }) => answer(ctx.services.keys.list(ctx.actor))),
  create: asMember.input(CreateKey).mutation(({ ctx, input }) => answer(ctx.services.keys.create(ctx.actor, input))),
  revoke: asMember.input(OfKey).mutation(({ ctx, input }) => answer(ctx.services.keys.revoke(ctx.actor, input))),
});
