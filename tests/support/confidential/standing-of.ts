import type { Database } from '../../../apps/api/src/platform/index.ts';

/** Once a broker has judged a machine's evidence, and written that down: `accepted`, or why not. */
export async function standingOf(db: Database, nodeId: string): Promise<string> {
  const untilMs = Date.now() + 120_000;
  while (Date.now() < untilMs) {
    const { rows } = await db.pool.query<{ state: string; code: string | null }>(
      'SELECT state, code FROM node_evidence WHERE node_id = $1',
      [nodeId],
    );
    const [found] = rows;
    if (found) return found.code ?? found.state;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('no evidence came');
}
