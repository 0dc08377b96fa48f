import type { EngineLoad } from '../facts.ts';
import { firstOf, Rate, readMetrics } from '../http/read-metrics.ts';
import { readText, type Server } from '../http/server.ts';
import { shareIn } from '../told.ts';

const RUNNING = ['vllm:num_requests_running'];
const WAITING = ['vllm:num_requests_waiting'];
/** Renamed after 0.10. */
const KV_USAGE = ['vllm:kv_cache_usage_perc', 'vllm:gpu_cache_usage_perc'];
const GENERATED = ['vllm:generation_tokens_total'];
const ALL = [...RUNNING, ...WAITING, ...KV_USAGE, ...GENERATED];

/** Reads `/metrics`. Its speed is that of all answers together, out of a counter. */
export function makeLoadReader(server: Server, nowMs = () => performance.now()): () => Promise<EngineLoad | null> {
  const rate = new Rate();
  return async () => {
    const text = await readText(server, '/metrics');
    const metrics = text === null ? new Map<string, number>() : readMetrics(text, ALL);
    if (metrics.size === 0) return null;
    return {
      running: firstOf(metrics, RUNNING),
      waiting: firstOf(metrics, WAITING),
      // Summed over several engines it is no share any more.
      kvUsage: shareIn(firstOf(metrics, KV_USAGE)),
      tokensPerSecond: rate.next(firstOf(metrics, GENERATED), nowMs()),
    };
  };
}
