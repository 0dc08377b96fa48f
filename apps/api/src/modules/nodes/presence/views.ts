import type { Sql } from '../../../platform/index.ts';
import type { Evidence, EvidenceStanding } from '../../attestation/index.ts';
import type { NodeCondition } from '../../listings/index.ts';
import type { Link } from '../linking/link.ts';
import type { Registry } from '../linking/registry.ts';
import { type NodeRow, readNodesOf } from '../nodes.repo.ts';
import type { NodeView } from '../shapes.ts';
import { conditionOf, type Refusal } from './node-condition.ts';

/** What this broker knows of nodes besides the database. */
export interface Known {
  registry: Registry;
  evidence: Pick<Evidence, 'standingsOf'>;
  refusalOf(nodeId: string): Refusal | null;
}

/** Nodes of some listings, linked or not: who they are from the database, how they are from their links. */
export async function nodesOf(sql: Sql, known: Known, listingIds: readonly string[]): Promise<NodeView[]> {
  if (listingIds.length === 0) return [];
  const rows = await readNodesOf(sql, listingIds);
  const standings = await known.evidence.standingsOf(rows.map(({ nodeId }) => nodeId));
  return rows.map((row) => {
    const link = known.registry.get(row.nodeId);
    // Judged a moment ago, or by another broker: what is shown here and where buyers are sent never differ.
    if (link) link.isSuspected = row.suspected !== null;
    return viewOf(row, link, known, link?.evidence ?? standings.get(row.nodeId) ?? null);
  });
}

function viewOf(row: NodeRow, link: Link | null, known: Known, evidence: EvidenceStanding | null): NodeView {
  return {
    nodeId: row.nodeId,
    listingId: row.listingId,
    online: link !== null,
    sinceMs: link?.linkedSinceMs ?? row.lastSeenAtMs,
    slots: link?.slots ?? 0,
    busy: link?.busy ?? 0,
    isDraining: link?.isDraining ?? false,
    loadedModels: [...(link?.loadedModels ?? [])],
    program: link?.manifest.program ?? row.program,
    identityKey: row.identityKey,
    tokensPerSecond: link?.tokensPerSecond ?? row.tokensPerSecond,
    firstTokenMs: link?.firstTokenMs ?? row.firstTokenMs,
    measuredAt: row.measuredAtMs,
    condition: conditionIn(row, link, known, evidence),
    telemetry: link?.telemetry ?? row.told,
    troubles: [...(link?.troubles ?? [])].map(([model, code]) => ({ model, code })),
    evidence,
  };
}

function conditionIn(
  row: NodeRow,
  link: Link | null,
  { refusalOf }: Known,
  evidence: EvidenceStanding | null,
): NodeCondition {
  return conditionOf({
    isRetired: false,
    hasEverLinked: row.lastSeenAtMs !== null,
    lastSeenAtMs: row.lastSeenAtMs,
    suspected: row.suspected,
    refusal: refusalOf(row.nodeId),
    evidence: link?.evidence ? evidence : null,
    link: link && {
      ...{ linkedSinceMs: link.linkedSinceMs, slots: link.slots, busy: link.busy, isDraining: link.isDraining },
      ...{ refusing: link.refusing, held: link.held, loadedModels: link.loadedModels.size, circuit: link.circuit },
      troubles: [...(link.troubles ?? new Map()).values()],
    },
  });
}
