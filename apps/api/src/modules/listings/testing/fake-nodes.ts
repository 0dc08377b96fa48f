import type { JoinedNode, ListingPresence, NodesOfListings } from '../neighbours.ts';

/** Nodes as the nodes' module would tell of them, set by hand: who is linked is an edge of this module. */
export function fakeNodes() {
  const presences = new Map<string, ListingPresence[]>();
  const joined: JoinedNode[] = [];
  const told: string[] = [];
  const nodes: NodesOfListings = {
    presencesOf: (listingId) => presences.get(listingId) ?? [],
    nodesOf: async (listingIds) => joined.filter(({ listingId }) => listingIds.includes(listingId)),
    offersChanged: async () => {
      told.push('offers');
    },
    unlink: (listingIds) => {
      told.push(...listingIds.map((listingId) => `unlink ${listingId}`));
    },
  };
  const link = (listingId: string, presence: ListingPresence) => {
    presences.set(listingId, [...(presences.get(listingId) ?? []), presence]);
    joined.push(toJoined(listingId, presence));
  };
  return { nodes, link, told };
}

/** A linked node that serves these models, with parts of it changed. */
export function presence(
  models: readonly { model: string; revision: string }[],
  parts: Partial<ListingPresence> = {},
): ListingPresence {
  return {
    nodeId: crypto.randomUUID(),
    slots: 4,
    busy: 0,
    isDraining: false,
    refusing: null,
    tokensPerSecond: null,
    firstTokenMs: null,
    linkedSinceMs: 1_000,
    circuit: { state: 'closed', sinceMs: 1_000, lastCode: null },
    manifest: { models: models.map((it) => ({ ...it, abilities: ['chat'] })) },
    loadedModels: new Set(models.map(({ model }) => model)),
    ...parts,
  };
}

function toJoined(listingId: string, node: ListingPresence): JoinedNode {
  const { nodeId, slots, busy, tokensPerSecond, firstTokenMs, linkedSinceMs } = node;
  const loadedModels = [...node.loadedModels];
  const known = {
    program: 'spindle-node/0.1.0',
    identityKey: 'ab'.repeat(32),
    measuredAt: null,
    loadedModels,
    telemetry: null,
  };
  const condition = { state: 'online' as const, code: 'online', sinceMs: linkedSinceMs, evidence: {} };
  return {
    nodeId,
    listingId,
    online: true,
    sinceMs: linkedSinceMs,
    slots,
    busy,
    tokensPerSecond,
    firstTokenMs,
    condition,
    ...known,
  };
}
