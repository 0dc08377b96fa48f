import { fail } from '@spindle/shared';
import type { FastifyInstance } from 'fastify';
import type { Evidence } from '../../modules/attestation/index.ts';
import { type FaultLog, faultOfException } from '../../platform/index.ts';
import { refuse } from '../bearer.ts';

export interface EvidenceDoorParts {
  evidence: Pick<Evidence, 'bundle'>;
  log: FaultLog;
}

const FOR_EVERYBODY = { 'access-control-allow-origin': '*' };
/** The address is the hash of what it gives: it can never be anything else. */
const FOR_GOOD = { 'content-type': 'application/json', 'cache-control': 'public, max-age=31536000, immutable' };

/** `GET /v1/evidence/<sha256>`: what a confidential machine proves itself with, for everybody, without a key. */
export function openEvidenceDoor(app: FastifyInstance, { evidence, log }: EvidenceDoorParts): void {
  app.get<{ Params: { hash: string } }>('/v1/evidence/:hash', async (request, reply) => {
    reply.headers(FOR_EVERYBODY);
    try {
      const text = await evidence.bundle(request.params.hash);
      return text === null
        ? refuse(reply, fail('not_found', { what: 'evidence' }).fault)
        : reply.headers(FOR_GOOD).send(text);
    } catch (error) {
      return refuse(reply, faultOfException(error, log));
    }
  });
}
