import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';

export { createMetrics, type Metrics } from './metrics.ts';

export interface OperatorsDoorParts {
  metrics: Metrics;
  /** Throws while the database does not answer. */
  askDatabase(): Promise<unknown>;
}

/** `/healthz` lives while the process does; `/readyz` needs the database; `/metrics` is Prometheus. */
export function openOperatorsDoor(app: FastifyInstance, { metrics, askDatabase }: OperatorsDoorParts): void {
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', async (_, reply) => {
    try {
      await askDatabase();
      return { ok: true };
    } catch {
      return reply.code(503).send({ ok: false, why: 'database_unavailable' });
    }
  });
  app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.text()));
}
