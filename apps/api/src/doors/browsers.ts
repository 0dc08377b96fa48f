import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const ASKED = [
  ...['accept', 'authorization', 'content-type', 'idempotency-key', 'user-agent'],
  ...['openai-organization', 'openai-project'],
];
const TOLD = [
  ...['idempotent-replayed', 'openai-processing-ms', 'openai-version', 'retry-after', 'x-request-id'],
  ...['job', 'cost-nano', 'node', 'listing', 'tier', 'policy', 'considered', 'excluded', 'attempts', 'queued-ms'].map(
    (name) => `x-spindle-${name}`,
  ),
  ...['limit', 'remaining', 'reset'].map((name) => `x-ratelimit-${name}-requests`),
];
/** The official client's own, about its version and platform. */
const OF_CLIENTS = [
  ...['arch', 'async', 'custom-poll-interval', 'helper-method', 'lang', 'os', 'package-version', 'poll-helper'],
  ...['read-timeout', 'retry-count', 'runtime', 'runtime-version', 'timeout'],
].map((name) => `x-stainless-${name}`);
const REMEMBERED_SECONDS = 600;

/**
 * Lets pages of any origin call this door, without cookies: what they may do, they may by the key that they bring. Before
 * the guard, since a browser asks first, and asks without a key.
 */
export async function letBrowsersIn(scope: FastifyInstance): Promise<void> {
  await scope.register(cors, {
    origin: '*',
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    allowedHeaders: [...ASKED, ...OF_CLIENTS],
    exposedHeaders: TOLD,
    maxAge: REMEMBERED_SECONDS,
  });
}
