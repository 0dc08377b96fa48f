import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorBody, errorHeaders } from '@spindle/client';
import { ChallengeRequestSchema, errorEntry, type Fault, fail, JoinRequestSchema, type Result } from '@spindle/shared';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Nodes } from '../../modules/nodes/index.ts';
import { type FaultLog, faultOfException } from '../../platform/index.ts';

const MAX_BODY_BYTES = 16 * 1024;
const LINK_PATH = '/nodes/link';

export interface NodesDoorParts {
  nodes: Pick<Nodes, 'join' | 'challenge' | 'acceptUpgrade'>;
  log: FaultLog;
}

/** Where GPU owners' machines come in: they join, ask for a challenge, and upgrade a connection to a link. */
export function openNodesDoor(app: FastifyInstance, { nodes, log }: NodesDoorParts): void {
  app.post('/nodes/join', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const body = JoinRequestSchema.safeParse(request.body);
    if (!body.success) return refuse(reply, invalid(body.error.issues[0]?.path));
    return answer(reply, log, () => nodes.join(body.data));
  });
  app.post('/nodes/challenge', { bodyLimit: MAX_BODY_BYTES }, async (request, reply) => {
    const body = ChallengeRequestSchema.safeParse(request.body);
    if (!body.success) return refuse(reply, fail('node_unknown').fault);
    return answer(reply, log, async () => nodes.challenge(body.data.nodeId));
  });
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url === LINK_PATH) void nodes.acceptUpgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  });
}

async function answer<Value>(
  reply: FastifyReply,
  log: FaultLog,
  work: () => Promise<Result<Value>>,
): Promise<FastifyReply> {
  try {
    const result = await work();
    return result.ok ? reply.send(result.value) : refuse(reply, result.fault);
  } catch (error) {
    return refuse(reply, faultOfException(error, log));
  }
}

const refuse = (reply: FastifyReply, fault: Fault): FastifyReply =>
  reply.status(errorEntry(fault.code).status).headers(errorHeaders(fault)).send(errorBody(fault));

const invalid = (path: PropertyKey[] | undefined): Fault =>
  fail('invalid_input', { field: (path ?? ['body']).map(String).join('.'), hint: 'Update spindle-node.' }).fault;
