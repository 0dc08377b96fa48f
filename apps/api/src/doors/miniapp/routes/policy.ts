import * as z from 'zod';
import { POLICY_SETTINGS } from '../../../modules/policy/shapes.ts';
import { id } from '../inputs.ts';
import { answer, asAdmin, asAnyone, router } from '../trpc.ts';

const note = z.string().trim().max(500);
const Announce = z.object({
  setting: z.enum(POLICY_SETTINGS),
  value: z.number().int(),
  effectiveFromMs: z.number().int().nullable(),
  note: z.object({ en: note, ru: note }),
});

/** What the market promises to keep to: everybody reads it, admins change it. */
export const policyRoutes = router({
  view: asAnyone.query(({ ctx }) => ctx.services.policy.view()),
  announce: asAdmin
    .input(Announce)
    .mutation(({ ctx, input }) => answer(ctx.services.policy.announce(ctx.actor, input))),
  cancel: asAdmin
    .input(z.object({ changeId: id }))
    .mutation(({ ctx, input }) => answer(ctx.services.policy.cancel(ctx.actor, input))),
});
