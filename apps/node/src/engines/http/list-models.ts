import { fail, ok, type Result } from '@spindle/shared';
import * as z from 'zod/mini';
import { wordIn } from '../told.ts';
import { callEngine, readBody, reasonOf } from './http-call.ts';
import type { Server } from './server.ts';

const CHECK_TIMEOUT_MS = 5_000;
const MAX_LIST_BYTES = 4 * 1024 * 1024;
const ModelList = z.object({ data: z.array(z.looseObject({ id: z.string() })) });

/** A model of an engine; `ownedBy` names the program that runs it. */
export interface ListedModel {
  id: string;
  ownedBy: string | null;
  /** All that the program says of it, as it says it. */
  told: Readonly<Record<string, unknown>>;
}

/**
 * Asks an engine which models it has (`GET /models`).
 * Refusals: `engine_offline`, `engine_key`.
 */
export async function listModels(
  { url, key, isKeptAlive }: Server,
  timeoutMs: number = CHECK_TIMEOUT_MS,
): Promise<Result<ListedModel[]>> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const call = { method: 'GET', url: `${url}/models`, key, signal, idleMs: timeoutMs, isKeptAlive } as const;
    const response = await callEngine(call);
    const status = response.statusCode ?? 0;
    const body = await readBody(response, MAX_LIST_BYTES);
    if (status === 401 || status === 403) return fail('engine_key', { status });
    if (status !== 200) return fail('engine_offline', { url, reason: `HTTP ${status}` });
    const list = ModelList.safeParse(JSON.parse(body));
    return list.success
      ? ok(list.data.data.map((told) => ({ id: told.id, ownedBy: wordIn(told.owned_by), told })))
      : fail('engine_offline', { url, reason: 'it does not speak OpenAI’s API' });
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it does not speak OpenAI’s API' : reasonOf(error);
    return fail('engine_offline', { url, reason: signal.aborted ? `no answer in ${timeoutMs / 1000} s` : reason });
  }
}

/**
 * Which of the engine's names to ask for: the one that the owner gave, else the market's own name for the model, else
 * the only one there is. Refusal: `engine_model_missing`.
 */
export function chooseEngineModel(found: readonly string[], given: string | null, model: string): Result<string> {
  const wanted = given ?? model;
  const match = found.find((name) => name === wanted) ?? found.find((name) => name === `${wanted}:latest`);
  if (match) return ok(match);
  const [only, ...others] = found;
  if (!given && only !== undefined && others.length === 0) return ok(only);
  return fail('engine_model_missing', { model: wanted, found: found.slice(0, 8).join(', ') || '–' });
}
