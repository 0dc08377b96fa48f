import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

export { createMetrics, type Metrics } from './metrics.ts';

export interface OperatorsDoorParts {
  metrics: Metrics;
  /** Throws while the database does not answer. */
  askDatabase(): Promise<unknown>;
  isDraining(): boolean;
}

const PATHS = ['/healthz', '/readyz', '/metrics'];

/** These are answered to the very end. */
export const isOperatorsPath = (path: string): boolean => PATHS.includes(path);

/**
 * `/healthz` lives while the process does; `/readyz` needs the database, and ends when the broker is told to stop;
 * `/metrics` is Prometheus.
 */
export function openOperatorsDoor(
  app: FastifyInstance,
  { metrics, askDatabase, isDraining }: OperatorsDoorParts,
): void {
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (_, reply) => {
    if (isDraining()) return reply.code(503).send({ ok: false, why: 'shutting_down' });
    try {
      await askDatabase();
      return { ok: true };
    } catch {
      return reply.code(503).send({ ok: false, why: 'database_unavailable' });
    }
  });
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
