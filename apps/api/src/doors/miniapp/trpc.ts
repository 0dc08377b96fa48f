import { errorEntry, errorText, type Fault, FaultError, fail, type Result, unwrap } from '@spindle/shared';
import { initTRPC, TRPCError } from '@trpc/server';
import superjson from 'superjson';
import { ZodError } from 'zod';
import type { Role } from '../../modules/accounts/shapes.ts';
import { faultOfException } from '../../platform/fault-of-exception.ts';
import type { MiniAppContext } from './context.ts';

const t = initTRPC.context<MiniAppContext>().create({
  transformer: superjson,
  // Never a stack in an answer, whatever NODE_ENV says.
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => {
    const fault = faultOf(error);
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

const CODE_OF_STATUS: Record<number, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  426: 'PRECONDITION_FAILED',
  501: 'NOT_IMPLEMENTED',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** The exception as tRPC must see it: the fault's own HTTP status, and the fault itself as the cause. */
export function toTrpcError(error: unknown, { log }: Pick<MiniAppContext, 'log'>): TRPCError {
  const fault = inputFault(error) ?? faultOfException(error, log);
  const code = CODE_OF_STATUS[errorEntry(fault.code).status] ?? 'INTERNAL_SERVER_ERROR';
  return new TRPCError({ code, message: fault.code, cause: new FaultError(fault) });
}

/** What zod refused, as our own code: the first field that is wrong, and why. */
function inputFault(error: unknown): Fault | null {
  if (!(error instanceof TRPCError) || !(error.cause instanceof ZodError)) return null;
  const [issue] = error.cause.issues;
  return { code: 'invalid_input', facts: { field: issue?.path.join('.') ?? '', hint: issue?.message ?? '' } };
}

/** tRPC's own refusals (no such route, wrong method, unreadable body) come here without a fault. */
function faultOf(error: TRPCError): Fault {
  if (error.cause instanceof FaultError) return error.cause.fault;
  if (error.code === 'NOT_FOUND') return { code: 'not_found', facts: { what: 'route' } };
  if (error.code === 'PAYLOAD_TOO_LARGE') return { code: 'too_large' };
  if (error.code === 'INTERNAL_SERVER_ERROR') return { code: 'internal' };
  return { code: 'invalid_input', facts: { field: 'request', hint: error.code } };
}
