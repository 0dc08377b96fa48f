import type { FastifyInstance } from 'fastify';
import type { OutboxStatus } from '../../platform/index.ts';
import type { Metrics } from './metrics.ts';

export { createMetrics, type Metrics } from './metrics.ts';

export interface OperatorsDoorParts {
  metrics: Metrics;
  /** Asks the database: throws while it does not answer. */
  outbox(): Promise<OutboxStatus>;
  isDraining(): boolean;
}

const PATHS = ['/healthz', '/readyz', '/metrics'];

/** These are answered to the very end. */
export const isOperatorsPath = (path: string): boolean => PATHS.includes(path);

/**
 * `/healthz` lives while the process does; `/readyz` needs the database, and ends when the broker is told to stop. It tells
 * how many events wait, and were set aside, which is no reason to send nobody here;
 * `/metrics` is Prometheus.
 */
export function openOperatorsDoor(app: FastifyInstance, { metrics, outbox, isDraining }: OperatorsDoorParts): void {
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (_, reply) => {
    if (isDraining()) return reply.code(503).send({ ok: false, why: 'shutting_down' });
    try {
      return { ok: true, events: await outbox() };
    } catch {
      return reply.code(503).send({ ok: false, why: 'database_unavailable' });
    }
  });
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
