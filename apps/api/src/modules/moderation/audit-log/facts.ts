import type { Canonical } from '@spindle/shared';

/** What checks found, and the number of a change: other words of the entry say them. */
export const PLAIN_FACTS = ['check', 'claimed', 'reported', 'measured', 'checks', 'changeId'] as const;

/**
 * All other facts that an entry of the log can rest on. `recordAudit` takes nothing else, and the Mini App has a word for each
 * in both languages: a test holds the two against each other.
 */
export const AUDIT_FACTS = [
  ...(['listings', 'from', 'takeOff', 'jobId', 'listingId', 'accountId', 'refundNano', 'providerNano'] as const),
  ...(['value', 'before', 'effectiveFromMs', 'against', 'badge', 'lost'] as const),
  ...(['name', 'maker', 'revision', 'contextLength', 'license', 'sourceUrl'] as const),
  ...(['parametersB', 'activeB', 'abilities', 'isTestEngine', 'memoryGb', 'kind'] as const),
  ...(['vendor', 'vendorModel', 'region', 'match', 'input', 'cachedInput', 'output'] as const),
] as const;
export type AuditFact = (typeof AUDIT_FACTS)[number];

/** By name. Whole numbers, ids, codes; money and fractions travel as text; nobody's prompts. */
export type AuditFacts = { readonly [Name in AuditFact | (typeof PLAIN_FACTS)[number]]?: Canonical };
