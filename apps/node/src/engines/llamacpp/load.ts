import type { EngineLoad } from '../facts.ts';
import { firstOf, Rate, readMetrics } from '../http/read-metrics.ts';
import { readJson, readText, type Server } from '../http/server.ts';
import { listIn, objectOf, shareIn } from '../told.ts';

const RUNNING = ['llamacpp:requests_processing'];
const WAITING = ['llamacpp:requests_deferred'];
/** Gone from newer builds. */
const KV_USAGE = ['llamacpp:kv_cache_usage_ratio'];
const GENERATED = ['llamacpp:tokens_predicted_total'];
const ALL = [...RUNNING, ...WAITING, ...KV_USAGE, ...GENERATED];

/** By `/metrics` where it was started with `--metrics`, else by `/slots`. */
export function makeLoadReader(server: Server, nowMs = () => performance.now()): () => Promise<EngineLoad | null> {
  const rate = new Rate();
  return async () => {
    const text = await readText(server, '/metrics');
    const metrics = text === null ? new Map<string, number>() : readMetrics(text, ALL);
    if (metrics.size === 0) return bySlots(server);
    return {
      running: firstOf(metrics, RUNNING),
      waiting: firstOf(metrics, WAITING),
      kvUsage: shareIn(firstOf(metrics, KV_USAGE)),
      tokensPerSecond: rate.next(firstOf(metrics, GENERATED), nowMs()),
    };
  };
}

/** Older builds tell the prompt of each slot here: all but the one flag is left unread. */
async function bySlots(server: Server): Promise<EngineLoad | null> {
  const slots = listIn(await readJson(server, '/slots')).map(objectOf);
  if (slots.length === 0) return null;
  const running = slots.filter(({ is_processing: isProcessing }) => isProcessing === true).length;
  return { running, waiting: null, kvUsage: null, tokensPerSecond: null };
}
