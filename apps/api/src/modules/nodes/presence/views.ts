import type { ErrorCode } from '@spindle/shared';
import type { Sql } from '../../../platform/index.ts';
import type { Link } from '../linking/link.ts';
import type { Registry } from '../linking/registry.ts';
import { type NodeRow, readNodesOf } from '../nodes.repo.ts';
import type { NodeView } from '../shapes.ts';
import { conditionOf, type NodeCondition } from './node-condition.ts';

/** Machines that canaries suspect: why, and since when. */
export type Suspected = ReadonlyMap<string, { code: string; sinceMs: number }>;

/** What this broker knows of nodes besides the database. */
export interface Known {
  registry: Registry;
  suspected: Suspected;
  refusalOf(nodeId: string): { code: ErrorCode; isClockOff: boolean; atMs: number } | null;
}

/** Nodes of some listings, linked or not: who they are from the database, how they are from their links. */
export async function nodesOf(sql: Sql, known: Known, listingIds: readonly string[]): Promise<NodeView[]> {
  if (listingIds.length === 0) return [];
  const rows = await readNodesOf(sql, listingIds);
  return rows.map((row) => viewOf(row, known.registry.get(row.nodeId), known));
}

function viewOf(row: NodeRow, link: Link | null, known: Known): NodeView {
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
    condition: conditionIn(row, link, known),
    telemetry: link?.telemetry ?? row.told,
    troubles: [...(link?.troubles ?? [])].map(([model, code]) => ({ model, code })),
  };
}

function conditionIn(row: NodeRow, link: Link | null, { suspected, refusalOf }: Known): NodeCondition {
  return conditionOf({
    isRetired: false,
    hasEverLinked: row.lastSeenAtMs !== null,
    lastSeenAtMs: row.lastSeenAtMs,
    suspected: suspected.get(row.nodeId) ?? null,
    refusal: refusalOf(row.nodeId),
    link: link && {
      ...{ linkedSinceMs: link.linkedSinceMs, slots: link.slots, busy: link.busy, isDraining: link.isDraining },
      ...{ refusing: link.refusing, loadedModels: link.loadedModels.size, circuit: link.circuit },
      troubles: [...(link.troubles ?? new Map()).values()],
    },
  });
}
