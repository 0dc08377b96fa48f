import { randomUUID } from 'node:crypto';
import { type Fault, FaultError, fail } from '@spindle/shared';

/**
 * The fault of an exception, and its kind for the log where it is not the caller's. Words of exceptions are not kept:
 * they may hold what was asked.
 */
export function faultOf(error: unknown, brokerUrl: string): { fault: Fault; kind?: string } {
  if (error instanceof FaultError) return { fault: error.fault };
  const cause = error instanceof TypeError ? codeOf(error.cause) : undefined;
  if (cause) return { fault: fail('broker_unreachable', { url: brokerUrl, reason: cause }).fault, kind: cause };
  const reference = randomUUID();
  return { fault: fail('internal', { reference }).fault, kind: `${nameOf(error)} ${reference}` };
}

/** `fetch` hides why it failed in the cause: ECONNREFUSED, ENOTFOUND, CERT_HAS_EXPIRED, … */
function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined;
  const code = String(cause.code);
  return /^[A-Z0-9_]{1,60}$/.test(code) ? code : undefined;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
