import { errorText, FaultError, fail, type Result, unwrap } from '@spindle/shared';
import { initTRPC } from '@trpc/server';
import superjson from 'superjson';
import type { Role } from '../../modules/accounts/shapes.ts';
import type { MiniAppContext } from './context.ts';
import { faultOfTrpc, toTrpcError } from './to-trpc-error.ts';

const t = initTRPC.context<MiniAppContext>().create({
  transformer: superjson,
  // Never a stack in an answer, whatever NODE_ENV says.
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => {
    const fault = faultOfTrpc(error);
    return { ...shape, message: errorText(fault, ctx?.language), data: { ...shape.data, fault } };
  },
});

export const { router } = t;

/** Waits for a use case and gives its value to the route, or its fault to the visitor. */
export async function answer<Value>(result: Promise<Result<Value>>): Promise<Value> {
  return unwrap(await result);
}

/** Anyone, logged in or not. */
export const asAnyone = t.procedure.use(async ({ ctx, next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error, ctx);
  return result;
});

/** Anyone who is logged in. */
export const asMember = asAnyone.use(({ ctx, next }) => {
  if (!ctx.actor) throw new FaultError(ctx.refusal);
  return next({ ctx: { actor: ctx.actor } });
});

/** The same, and banned accounts too: for what stays theirs, their money, and for what they say against it. */
export const asKnown = asAnyone.use(({ ctx, next }) => {
  const actor = ctx.actor ?? ctx.banned;
  if (!actor) throw new FaultError(ctx.refusal);
  return next({ ctx: { actor } });
});

/** Whoever may have earned something, banned or not. */
export const asEarner = asKnown.use(({ ctx, next }) => {
  requireRole(ctx.actor.roles, 'provider');
  return next();
});

export const asProvider = asMember.use(({ ctx, next }) => {
  requireRole(ctx.actor.roles, 'provider');
  return next();
});

export const asAdmin = asMember.use(({ ctx, next }) => {
  requireRole(ctx.actor.roles, 'admin');
  return next();
});

function requireRole(roles: readonly Role[], role: Role): void {
  if (!roles.includes(role)) unwrap(fail('role_required', { role }));
}
