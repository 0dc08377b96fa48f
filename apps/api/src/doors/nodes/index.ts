import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { ChallengeRequestSchema, fail, JoinRequestSchema } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import { MINIMUM_NODE_VERSION, NEWEST_NODE_VERSION, type Nodes, type Pairings } from '../../modules/nodes/index.ts';
import type { FaultLog } from '../../platform/index.ts';
import { answerNode, invalidBody, refuseNode } from './answer-node.ts';
import { openPairingRoutes } from './pairings.ts';

const MAX_BODY_BYTES = 64 * 1024;
const LINK_PATH = '/nodes/link';

export interface NodesDoorParts {
  nodes: Pick<Nodes, 'join' | 'challenge' | 'acceptUpgrade'>;
  pairings: Pick<Pairings, 'open' | 'wait' | 'cancel'>;
  log: FaultLog;
}

/** Where GPU owners' machines come in: they join, ask for a challenge, and upgrade a connection to a link. */
export function openNodesDoor(app: FastifyInstance, { nodes, pairings, log }: NodesDoorParts): void {
  app.post('/nodes/join', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const body = JoinRequestSchema.safeParse(request.body);
    if (!body.success) return refuseNode(reply, invalidBody(body.error.issues));
    return answerNode(reply, log, () => nodes.join(body.data));
  });
  app.post('/nodes/challenge', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const body = ChallengeRequestSchema.safeParse(request.body);
    if (!body.success) return refuseNode(reply, fail('node_unknown').fault);
    return answerNode(reply, log, async () => nodes.challenge(body.data.nodeId));
  });
  openPairingRoutes(app, { pairings, log, maxBodyBytes: MAX_BODY_BYTES });
  app.get('/nodes/program', (_, reply) => reply.send({ minimum: MINIMUM_NODE_VERSION, newest: NEWEST_NODE_VERSION }));
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url === LINK_PATH) void nodes.acceptUpgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
}
