import { errorEntry, errorText, type Fault } from '@spindle/shared';

/** A fault in OpenAI's form, with our facts beside. */
export interface ErrorBody {
  error: { message: string; type: string; code: string; param: string | null; facts?: Record<string, string | number> };
}

export const errorBody = (fault: Fault): ErrorBody => ({
  error: {
    message: errorText(fault),
    type: errorEntry(fault.code).type,
    code: fault.code,
    param: paramOf(fault),
    ...(fault.facts && { facts: fault.facts }),
  },
});

/** The parameter that is at fault, where one is. */
function paramOf({ code, facts }: Fault): string | null {
  if (code === 'parameter_unsupported') return String(facts?.parameter ?? '') || null;
  if (code === 'invalid_input') return String(facts?.field ?? '') || null;
  return code === 'model_unknown' || code === 'model_kind' ? 'model' : null;
}

/** When nothing better is known: what hinders is mostly over by then. */
const RETRY_AFTER_SECONDS = 5;

/** `Retry-After` (RFC 9110, section 10.2.3) for what passes by waiting: what the fault says of it, else a few seconds. */
export function errorHeaders(fault: Fault): Record<string, string> {
  const { status } = errorEntry(fault.code);
  const said = fault.facts?.retryAfterSeconds;
  if (said === undefined && status !== 429 && status !== 503) return {};
  return { 'retry-after': String(said ?? RETRY_AFTER_SECONDS) };
}
