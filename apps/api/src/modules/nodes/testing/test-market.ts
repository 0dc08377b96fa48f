import type { AddressInfo, Socket } from 'node:net';
import { type Signer, signerFromSeed } from '@spindle/sealed/node';
import { openNodesDoor } from '../../../doors/nodes/index.ts';
import { createHttpServer } from '../../../platform/http-server.ts';
import { createLog, type Database } from '../../../platform/index.ts';
import { createActorMemory } from '../../accounts/index.ts';
import type { Evidence } from '../../attestation/index.ts';
import { noEvidence } from '../../attestation/testing/no-evidence.ts';
import { createCatalogMemory } from '../../catalog/index.ts';
import { createOfferMemory } from '../../listings/index.ts';
import {
  createNodes,
  createPairings,
  type Nodes,
  type NodesDeps,
  type OnLateReceipt,
  type Pairings,
} from '../index.ts';

const SEED = '11'.repeat(32);
/** What salts the addresses that its machines come from. */
export const ADDRESS_SECRET = '22'.repeat(32);

export interface TestMarket {
  url: string;
  port: number;
  nodes: Nodes;
  pairings: Pairings;
  signer: Signer;
  /** Receipts that came late. */
  late: { nodeId: string; jobId: string }[];
  /** Ends as an operator ends it. */
  close(): Promise<void>;
  /** Ends as `kill -9` ends it: every connection breaks without a word. */
  kill(): Promise<void>;
}

/** The nodes' side of a broker, on a real port. */
export async function startTestMarket(
  db: Database,
  parts: {
    port?: number;
    onLateReceipt?: OnLateReceipt;
    pace?: NodesDeps['pace'];
    nowMs?: () => number;
    evidence?: Evidence;
  } = {},
): Promise<TestMarket> {
  const signer = signerFromSeed(SEED);
  const log = createLog('fatal');
  const late: TestMarket['late'] = [];
  const clock = { nowMs: parts.nowMs ?? (() => Date.now()) };
  const nodes = createNodes({
    db,
    clock,
    log,
    env: 'dev',
    brokerKey: signer.publicKey,
    publicUrl: 'http://market.test',
    evidence: parts.evidence ?? noEvidence,
    addressSecret: ADDRESS_SECRET,
    ...(parts.pace && { pace: parts.pace }),
    onLateReceipt: async (nodeId, jobId, receipt) => {
      late.push({ nodeId, jobId });
      return parts.onLateReceipt ? parts.onLateReceipt(nodeId, jobId, receipt) : 'settled';
    },
  });
  const pairings = createPairings({
    ...{
      db,
      clock,
      nodes,
      env: 'dev',
      brokerKey: signer.publicKey,
      publicUrl: 'http://market.test',
      botUsername: null,
    },
    ...{ actors: createActorMemory(clock), catalog: createCatalogMemory(clock), offerMemory: createOfferMemory(clock) },
    ...{ earningsOfListings: async () => new Map(), hasRate: () => true },
    priceLimits: () => ({ minMicroUsd: 1_000n, maxMicroUsd: 1_000_000_000n }),
  });
  const app = createHttpServer(log);
  openNodesDoor(app, { nodes, pairings, log });
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await app.listen({ port: parts.port ?? 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const end = async () => {
    pairings.close();
    await nodes.close(5_000);
    await app.close();
  };
  const kill = async () => {
    for (const socket of sockets) socket.resetAndDestroy();
    await end();
  };
  return { url: `http://127.0.0.1:${port}`, port, nodes, pairings, signer, late, close: end, kill };
}
