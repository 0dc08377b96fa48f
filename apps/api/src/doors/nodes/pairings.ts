import { PairingOpeningSchema, PairingWaitSchema } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import type { Pairings } from '../../modules/nodes/index.ts';
import type { FaultLog } from '../../platform/index.ts';
import { answerNode, invalidBody, refuseNode } from './answer-node.ts';

export interface PairingRoutesParts {
  pairings: Pick<Pairings, 'open' | 'wait' | 'cancel'>;
  log: FaultLog;
  maxBodyBytes: number;
}

/** Machines without a code ask for one, and then what became of it. */
export function openPairingRoutes(app: FastifyInstance, { pairings, log, maxBodyBytes }: PairingRoutesParts): void {
  app.post('/nodes/pairings', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const body = PairingOpeningSchema.safeParse(request.body);
    if (!body.success) return refuseNode(reply, invalidBody(body.error.issues));
    return answerNode(reply, log, () => pairings.open(body.data));
  });
  app.post('/nodes/pairings/wait', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const body = PairingWaitSchema.safeParse(request.body);
    if (!body.success) return refuseNode(reply, invalidBody(body.error.issues));
    return answerNode(reply, log, () => pairings.wait(body.data));
  });
  app.post('/nodes/pairings/cancel', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const body = PairingWaitSchema.safeParse(request.body);
    if (!body.success) return refuseNode(reply, invalidBody(body.error.issues));
    return answerNode(reply, log, () => pairings.cancel(body.data));
  });
}
