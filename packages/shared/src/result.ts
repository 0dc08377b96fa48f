import type { ErrorCode } from './errors/index.ts';

/** An expected failure: a code from the table and facts for the reader. Never holds secrets or text of prompts. */
export interface Fault<Code extends ErrorCode = ErrorCode> {
  code: Code;
  /** Numbers, names and times that the texts may show, as `{name}`. */
  facts?: Record<string, string | number>;
}

export type Result<Value, Code extends ErrorCode = ErrorCode> =
  | { ok: true; value: Value }
  | { ok: false; fault: Fault<Code> };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const fail = <Code extends ErrorCode>(
  code: Code,
  facts?: Fault['facts'],
): { ok: false; fault: Fault<Code> } => ({ ok: false, fault: facts ? { code, facts } : { code } });

/** Carries a fault where the platform only knows exceptions (tRPC, fetch). Doors turn it back into its code. */
export class FaultError extends Error {
  constructor(readonly fault: Fault) {
    super(fault.code);
    this.name = 'FaultError';
  }
}

/** The value, or a {@link FaultError}: for callers at the edge, where an exception is the only way out. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new FaultError(result.fault);
  return result.value;
}

/** Makes a missing case of a union a compile error. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
