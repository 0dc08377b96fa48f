import { withCacheSalt } from '../http/cache-salt.ts';
import { checkHealth } from '../http/check-health.ts';
import type { Dialect } from '../http/dialect.ts';
import { goOnWhenTold } from '../http/go-on.ts';
import { readJson, type Server } from '../http/server.ts';
import { commitIn, objectOf, sizeIn, wordIn } from '../told.ts';
import { makeLoadReader } from './load.ts';

/**
 * vLLM (docs.vllm.ai, OpenAI-compatible server and production metrics). Its list of models says what it serves (`root`)
 * and for how long a context (`max_model_len`); quantisation and `max_num_seqs` it tells nobody.
 */
export const vllm: Dialect = {
  kind: 'vllm',
  name: 'vLLM',
  ports: [8000],
  isIts: (listed) => listed.some(({ ownedBy }) => ownedBy === 'vllm'),
  attach: (server) => ({
    describe: async (listed) => ({
      version: await versionOf(server),
      models: listed.map(({ id, told }) => ({
        name: id,
        revision: commitIn(told.root),
        quantisation: null,
        contextLength: sizeIn(told.max_model_len),
      })),
      slots: null,
    }),
    readLoad: makeLoadReader(server),
    // Its list is answered by another process than its engine, which may be dead.
    health: () => checkHealth(server),
    shape: withCacheSalt,
  }),
  slots: 16,
  patience: { firstMs: 180_000, idleMs: 180_000 },
  presumed: ['json', 'json_schema', 'logprobs', 'n'],
  trials: ['tools', 'images', 'audio', 'continue'],
  goOn: goOnWhenTold,
};

const versionOf = async (server: Server) => wordIn(objectOf(await readJson(server, '/version')).version);
