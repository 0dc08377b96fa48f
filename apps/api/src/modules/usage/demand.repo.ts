import { POLICIES, type Policy, SERVICE_CLASSES, type ServiceClass, TIERS, type Tier } from '@spindle/shared';
import type { Sql } from '../../platform/index.ts';

/** Paid requests of one model that one listing answered, of one tier, policy and service class. */
export interface DemandCell {
  listingId: string;
  tier: Tier;
  policy: Policy;
  serviceClass: ServiceClass;
  requests: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  /** What buyers paid. */
  costMicroUsd: bigint;
}

/** What was asked of a model and paid since then (whole hours), by who answered it. */
export async function demandOf(sql: Sql, modelId: string, sinceMs: number): Promise<DemandCell[]> {
  const { rows } = await sql.query<{
    listing_id: string;
    tier: string;
    policy: string;
    service_class: string;
    requests: string;
    input: string;
    cached: string;
    output: string;
    cost: string;
  }>({
    name: 'demand-of-model',
    text: `SELECT listing_id, tier, policy, service_class, sum(requests) AS requests, sum(input_tokens) AS input,
        sum(cached_tokens) AS cached, sum(output_tokens) AS output, sum(cost_micro_usd) AS cost
      FROM earn_hour WHERE model_id = $1 AND hour >= $2 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    values: [modelId, new Date(sinceMs)],
  });
  return rows.map((row) => ({
    listingId: row.listing_id,
    tier: TIERS.find((tier) => tier === row.tier) ?? 'community',
    policy: POLICIES.find((policy) => policy === row.policy) ?? 'balanced',
    serviceClass: SERVICE_CLASSES.find((it) => it === row.service_class) ?? 'interactive',
    requests: Number(row.requests),
    inputTokens: Number(row.input),
    cachedTokens: Number(row.cached),
    outputTokens: Number(row.output),
    costMicroUsd: BigInt(row.cost),
  }));
}
