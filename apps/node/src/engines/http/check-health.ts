import { fail, ok, type Result } from '@spindle/shared';
import { callEngine, readBody, reasonOf } from './http-call.ts';
import type { Server } from './server.ts';

const PATIENCE_MS = 5_000;
const MAX_BYTES = 16 * 1024;
const LOADING = /loading/i;

/**
 * Asks `GET /health`, as vLLM, SGLang and llama-server have it. A program without it is taken for healthy.
 * Refusals: `engine_loading`, `engine_offline`.
 */
export async function checkHealth({ root, url, key, isKeptAlive }: Server): Promise<Result<null>> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    const call = { method: 'GET', url: `${root}/health`, key, signal, idleMs: PATIENCE_MS, isKeptAlive } as const;
    const response = await callEngine(call);
    const said = await readBody(response, MAX_BYTES);
    const status = response.statusCode ?? 0;
    if (status === 503 && LOADING.test(said)) return fail('engine_loading', { url });
    return status < 500 ? ok(null) : fail('engine_offline', { url, reason: `its health is HTTP ${status}` });
  } catch (error) {
    return fail('engine_offline', { url, reason: signal.aborted ? 'its health takes over 5 s' : reasonOf(error) });
  }
}
