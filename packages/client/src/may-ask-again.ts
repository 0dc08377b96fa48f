import { type ErrorCode, FaultError } from '@spindle/shared';

/**
 * What a quote can be too old for: the keys or the machine behind it changed between quoting and asking. A quote that was
 * used is not among them: something on the way sent the request twice, and the first one may be in work.
 */
const OUTDATED: ReadonlySet<ErrorCode> = new Set([
  'evidence_lapsed',
  'manifest_expired',
  'quote_expired',
  'sealed_wrong_node',
]);

/** True when the market holds nothing, because what was signed does not cover it: another signature may. */
export const isUnsigned = (error: unknown): boolean =>
  error instanceof FaultError && error.fault.code === 'signature_needed';

/**
 * True for a fault of which a buyer need not hear, because nothing was delivered or charged and a fresh quote names
 * other machines or newer keys. Those that say when to come again, and those that took their time, are not among them.
 */
export function mayAskAgain(error: unknown): boolean {
  if (!(error instanceof FaultError)) return false;
  const { code, facts } = error.fault;
  return OUTDATED.has(code) || (code === 'node_lost' && facts?.delivered === 0);
}
