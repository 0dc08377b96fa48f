import type { Sql } from '../../../platform/index.ts';
import { toEvidence } from '../../listings/index.ts';
import { readBilled } from './billed-facts.repo.ts';
import type { ListingFacts, MachineFacts, OfferFacts } from './listing-facts.ts';
import { readMachine } from './read-machine.ts';

interface Row {
  id: string;
  account_id: string;
  title: string;
  region: string;
  gpu_count: number;
  waived_checks: unknown;
  hardware_id: string;
  hardware_name: string;
  memory_gb: number;
  kind: string;
  age_ms: string;
  wallets: number;
  twins: number;
  shared_with: number;
  offers: { modelId: string; activeB: number; isTestEngine: boolean; output: string; median: string | null }[];
  nodes: { nodeId: string; hardware: unknown; report: unknown; tokensPerSecond: number | null }[];
}

/** What `to_jsonb(n) -> 'report'` holds is the machine's full report; programs from before sent none. */
const PRINTS = (node: string) => `coalesce(to_jsonb(${node}) -> 'report' -> 'fingerprints', '[]'::jsonb)`;

/** Costly on a market of thousands: for listings that wait for a person, not for all that are live. */
const SHARED_WITH = `(SELECT count(DISTINCT ol.account_id)::int
   FROM node n
   JOIN node other ON other.retired_at IS NULL AND ${PRINTS('other')} ?|
     ARRAY(SELECT jsonb_array_elements_text(${PRINTS('n')}))
   JOIN listing ol ON ol.id = other.listing_id AND ol.account_id <> l.account_id
  WHERE n.listing_id = l.id AND n.retired_at IS NULL)`;
const MEDIAN = `(SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY x.output_micro_usd_per_mtok)::text
   FROM offer x JOIN listing xl ON xl.id = x.listing_id AND xl.state = 'live' AND xl.account_id <> l.account_id
  WHERE x.model_id = o.model_id AND x.is_active)`;

const FACTS = `SELECT l.id, l.account_id, l.title, l.region, l.gpu_count, l.waived_checks,
    h.id AS hardware_id, h.name AS hardware_name, h.memory_gb, h.kind,
    (extract(epoch FROM to_timestamp($2 / 1000.0) - a.created_at) * 1000)::bigint AS age_ms,
    (SELECT count(*)::int FROM wallet w WHERE w.account_id = a.id) AS wallets,
    (SELECT count(*)::int FROM listing t WHERE t.account_id = l.account_id AND t.id <> l.id AND t.state <> 'withdrawn'
       AND lower(t.title) = lower(l.title) AND t.hardware_id = l.hardware_id) AS twins,
    CASE WHEN $3 THEN ${SHARED_WITH} ELSE 0 END AS shared_with,
    (SELECT coalesce(json_agg(json_build_object('modelId', o.model_id, 'activeB', coalesce(m.active_b, m.parameters_b),
         'isTestEngine', m.is_test_engine, 'output', o.output_micro_usd_per_mtok::text,
         'median', CASE WHEN $3 THEN ${MEDIAN} END) ORDER BY o.model_id), '[]')
       FROM offer o JOIN catalog_model m ON m.id = o.model_id WHERE o.listing_id = l.id AND o.is_active) AS offers,
    (SELECT coalesce(json_agg(json_build_object('nodeId', n.id, 'hardware', n.hardware,
         'report', to_jsonb(n) -> 'report', 'tokensPerSecond', n.tokens_per_second) ORDER BY n.joined_at), '[]')
       FROM node n WHERE n.listing_id = l.id AND n.retired_at IS NULL) AS nodes
   FROM listing l JOIN hardware_class h ON h.id = l.hardware_id JOIN account a ON a.id = l.account_id
  WHERE l.id = ANY($1::uuid[])`;

export interface FactsOfListing {
  facts: ListingFacts;
  /** What an admin has let pass. */
  waived: Readonly<Record<string, string>>;
}

/** @param isFull with what takes long: prices of the market, and machines that other accounts have too. */
export async function readFacts(
  sql: Sql,
  listingIds: readonly string[],
  nowMs: number,
  isFull: boolean,
): Promise<FactsOfListing[]> {
  const { rows } = await sql.query<Row>(FACTS, [listingIds, nowMs, isFull]);
  const billed = await readBilled(sql, listingIds, nowMs);
  return rows.map((row) => ({
    facts: { ...toFacts(row), billed: billed.get(row.id) ?? [] },
    waived: waivedOf(row.waived_checks),
  }));
}

const waivedOf = (json: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(toEvidence(json)).map(([check, said]) => [check, String(said)]));

const toFacts = (row: Row): Omit<ListingFacts, 'billed'> => ({
  listingId: row.id,
  accountId: row.account_id,
  title: row.title,
  region: row.region,
  hardware: { id: row.hardware_id, name: row.hardware_name, memoryGb: row.memory_gb, kind: row.kind },
  gpuCount: row.gpu_count,
  offers: row.offers.map(toOffer),
  machines: row.nodes.flatMap(toMachine),
  accountAgeMs: Number(row.age_ms),
  hasWallet: row.wallets > 0,
  twins: row.twins,
  sharedWith: row.shared_with,
});

const toOffer = ({ modelId, activeB, isTestEngine, output, median }: Row['offers'][number]): OfferFacts => ({
  ...{ modelId, activeB, isTestEngine },
  outputMicroUsd: BigInt(output),
  medianMicroUsd: median === null ? null : BigInt(median),
});

function toMachine({ nodeId, hardware, report, tokensPerSecond }: Row['nodes'][number]): MachineFacts[] {
  const machine = readMachine(report, hardware);
  return machine ? [{ nodeId, ...machine, tokensPerSecond }] : [];
}
