import { KEY_SCOPES, TIERS } from '@spindle/shared';
import * as z from 'zod';
import { ROTATION_GRACES_MS } from '../../../modules/accounts/shapes.ts';
import { amountNano, id } from '../inputs.ts';
import { answer, asMember, router } from '../trpc.ts';

const name = z.string().trim().min(1).max(60);
const cap = amountNano.nullable().optional();
const MAX_MODELS = 100;

/** Rules of a key; one that is left out is open for a new key, and stays as it is in a change. */
const rules = {
  capNano: cap,
  capDayNano: cap,
  capMonthNano: cap,
  scopes: z.array(z.enum(KEY_SCOPES)).min(1).optional(),
  models: z.array(z.string().trim().min(1).max(200)).max(MAX_MODELS).optional(),
  minTier: z.enum(TIERS).nullable().optional(),
  expiresAt: z.number().int().positive().max(8.64e15).nullable().optional(),
};
const CreateKey = z.object({ name, ...rules });
const ChangeKey = z.object({ id, name: name.optional(), ...rules });
const RotateKey = z.object({ id, graceMs: z.literal(ROTATION_GRACES_MS) });
const OfKey = z.object({ id });

export const keyRoutes = router({
  list: asMember.query(({ ctx }) => answer(ctx.services.keys.list(ctx.actor))),
  create: asMember.input(CreateKey).mutation(({ ctx, input }) => answer(ctx.services.keys.create(ctx.actor, input))),
  change: asMember.input(ChangeKey).mutation(({ ctx, input }) => answer(ctx.services.keys.change(ctx.actor, input))),
  rotate: asMember.input(RotateKey).mutation(({ ctx, input }) => answer(ctx.services.keys.rotate(ctx.actor, input))),
  endOldSecret: asMember
    .input(OfKey)
    .mutation(({ ctx, input }) => answer(ctx.services.keys.endOldSecret(ctx.actor, input))),
  revoke: asMember.input(OfKey).mutation(({ ctx, input }) => answer(ctx.services.keys.revoke(ctx.actor, input))),
});
