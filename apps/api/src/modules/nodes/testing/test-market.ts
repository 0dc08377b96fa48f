import type { AddressInfo, Socket } from 'node:net';
import { type Signer, signerFromSeed } from '@spindle/sealed/node';
import { openNodesDoor } from '../../../doors/nodes/index.ts';
import { createHttpServer } from '../../../platform/http-server.ts';
import { createLog, type Database } from '../../../platform/index.ts';
import { createNodes, type Nodes, type NodesDeps, type OnLateReceipt } from '../index.ts';

const SEED = '11'.repeat(32);

export interface TestMarket {
  url: string;
  port: number;
  nodes: Nodes;
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
  parts: { port?: number; onLateReceipt?: OnLateReceipt; pace?: NodesDeps['pace']; nowMs?: () => number } = {},
): Promise<TestMarket> {
  const signer = signerFromSeed(SEED);
  const log = createLog('fatal');
  const late: TestMarket['late'] = [];
  const nodes = createNodes({
    db,
    clock: { nowMs: parts.nowMs ?? (() => Date.now()) },
    log,
    env: 'dev',
    brokerKey: signer.publicKey,
    publicUrl: 'http://market.test',
    ...(parts.pace && { pace: parts.pace }),
    onLateReceipt: async (nodeId, jobId, receipt) => {
      late.push({ nodeId, jobId });
      return parts.onLateReceipt ? parts.onLateReceipt(nodeId, jobId, receipt) : 'ack';
    },
  });
  const app = createHttpServer(log);
  openNodesDoor(app, { nodes, log });
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await app.listen({ port: parts.port ?? 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const end = async () => {
    await nodes.close(5_000);
    await app.close();
  };
  const kill = async () => {
    for (const socket of sockets) socket.resetAndDestroy();
    await end();
  };
  return { url: `http://127.0.0.1:${port}`, port, nodes, signer, late, close: end, kill };
}
