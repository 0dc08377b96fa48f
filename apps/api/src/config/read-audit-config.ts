import { brokerVariables } from './broker.ts';
import { endpointsOf, endpointVariables } from './chain.ts';
import type { Config } from './read-config.ts';
import { type Environ, faultsOf, withoutEmpty } from './variables.ts';

/** What the audit needs of the environment: the books, and the chain. */
export type AuditConfig = Pick<Config, 'databaseUrl'> & { endpoints: Config['chain']['endpoints'] };

const auditVariables = brokerVariables.pick({ DATABASE_URL: true }).extend(endpointVariables.shape);

/** @returns the config, or every fault at once. */
export function readAuditConfig(environ: Environ): { ok: true; config: AuditConfig } | { ok: false; faults: string[] } {
  const parsed = auditVariables.safeParse(withoutEmpty(environ));
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error) };
  return { ok: true, config: { databaseUrl: parsed.data.DATABASE_URL, endpoints: endpointsOf(parsed.data) } };
}
