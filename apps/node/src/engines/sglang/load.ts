import type { EngineLoad } from '../facts.ts';
import { firstOf, readMetrics } from '../http/read-metrics.ts';
import { readJson, readText, type Server } from '../http/server.ts';
import { listIn, numberIn, objectOf, shareIn } from '../told.ts';

const RUNNING = ['sglang:num_running_reqs'];
const WAITING = ['sglang:num_queue_reqs'];
const KV_USAGE = ['sglang:token_usage'];
const SPEED = ['sglang:gen_throughput'];
const ALL = [...RUNNING, ...WAITING, ...KV_USAGE, ...SPEED];

/** By `/metrics` where it was started with `--enable-metrics`, else by `/get_load`, which tells less. */
export const makeLoadReader = (server: Server) => async (): Promise<EngineLoad | null> =>
  (await byMetrics(server)) ?? (await byLoad(server));

async function byMetrics(server: Server): Promise<EngineLoad | null> {
  const text = await readText(server, '/metrics');
  const metrics = text === null ? new Map<string, number>() : readMetrics(text, ALL);
  if (metrics.size === 0) return null;
  return {
    running: firstOf(metrics, RUNNING),
    waiting: firstOf(metrics, WAITING),
    kvUsage: shareIn(firstOf(metrics, KV_USAGE)),
    tokensPerSecond: firstOf(metrics, SPEED),
  };
}

/** An entry for each of its parts that work in parallel; `num_reqs` counts those that wait, too. */
async function byLoad(server: Server): Promise<EngineLoad | null> {
  const parts = listIn(await readJson(server, '/get_load')).map(objectOf);
  if (parts.length === 0) return null;
  const sum = (name: string) => parts.reduce((all, part) => all + (numberIn(part[name]) ?? 0), 0);
  const waiting = sum('num_waiting_reqs');
  return { running: Math.max(0, sum('num_reqs') - waiting), waiting, kvUsage: null, tokensPerSecond: null };
}
