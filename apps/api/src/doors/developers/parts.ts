import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ActorDeps, KeyActor } from '../../modules/accounts/index.ts';
import type { Admission } from '../../modules/admission/index.ts';
import type { Batches, Caller } from '../../modules/batches/index.ts';
import type { MarketDeps } from '../../modules/listings/index.ts';
import type { Replays } from '../../modules/replays/index.ts';
import type { FaultLog } from '../../platform/index.ts';
import type { InProcessParts } from './in-process-transport.ts';

export interface DevelopersDoorParts extends InProcessParts {
  people: ActorDeps & MarketDeps;
  admission: Pick<Admission, 'limitsOf'>;
  replays: Pick<Replays, 'begin'>;
  batches: Omit<Batches, 'dropExpired' | 'stop' | 'running'>;
  /** Whether pages of other origins may call. */
  isOpenToBrowsers: boolean;
  log: FaultLog;
}

/** The door's parts, with who came in. */
export interface Door extends DevelopersDoorParts {
  actorOf(request: FastifyRequest): KeyActor;
  /** The same, with the text of their key: for what is encrypted under it. */
  callerOf(request: FastifyRequest): Caller;
}

export type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
