import type { Sql } from '../../platform/index.ts';
import { readNodesOf } from './nodes.repo.ts';
import type { Registry } from './registry.ts';
import type { NodeView } from './shapes.ts';

/** Nodes of some listings, linked or not: who they are from the database, how they are from their links. */
export async function nodesOf(sql: Sql, registry: Registry, listingIds: readonly string[]): Promise<NodeView[]> {
  if (listingIds.length === 0) return [];
  const rows = await readNodesOf(sql, listingIds);
  return rows.map((row) => {
    const link = registry.get(row.nodeId);
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
      telemetry: link?.telemetry ?? row.told,
      troubles: [...(link?.troubles ?? [])].map(([model, code]) => ({ model, code })),
    };
  });
}
