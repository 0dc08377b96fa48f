import { errorEntry, type Fault, FaultError, isErrorCode } from '@spindle/shared';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { type FaultLog, faultOfException } from '../../platform/fault-of-exception.ts';

const CODE_OF_STATUS: Record<number, TRPCError['code']> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  426: 'PRECONDITION_FAILED',
  429: 'TOO_MANY_REQUESTS',
  501: 'NOT_IMPLEMENTED',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
};

/** The exception as tRPC must see it: the fault's own HTTP status, and the fault itself as the cause. */
export function toTrpcError(error: unknown, { log }: { log: FaultLog }): TRPCError {
  const fault = inputFault(error) ?? faultOfException(error, log);
  const code = CODE_OF_STATUS[errorEntry(fault.code).status] ?? 'INTERNAL_SERVER_ERROR';
  return new TRPCError({ code, message: fault.code, cause: new FaultError(fault) });
}

/** What zod refused, as our own code: the first field that is wrong, and why; or the code that the field names itself. */
function inputFault(error: unknown): Fault | null {
  if (!(error instanceof TRPCError) || !(error.cause instanceof ZodError)) return null;
  const [issue] = error.cause.issues;
  const own = issue?.code === 'custom' ? issue.params?.fault : null;
  if (typeof own === 'string' && isErrorCode(own)) return { code: own };
  return { code: 'invalid_input', facts: { field: issue?.path.join('.') ?? '', hint: issue?.message ?? '' } };
}

/** tRPC's own refusals (no such route, wrong method, unreadable body) come here without a fault. */
export function faultOfTrpc(error: TRPCError): Fault {
  if (error.cause instanceof FaultError) return error.cause.fault;
  if (error.code === 'NOT_FOUND') return { code: 'not_found', facts: { what: 'route' } };
  if (error.code === 'PAYLOAD_TOO_LARGE') return { code: 'too_large' };
  if (error.code === 'INTERNAL_SERVER_ERROR') return { code: 'internal' };
  return { code: 'invalid_input', facts: { field: 'request', hint: error.code } };
}
