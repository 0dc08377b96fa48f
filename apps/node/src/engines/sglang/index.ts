import { withCacheSalt } from '../http/cache-salt.ts';
import { checkHealth } from '../http/check-health.ts';
import type { Dialect } from '../http/dialect.ts';
import { goOnWhenTold } from '../http/go-on.ts';
import { readJson, type Server } from '../http/server.ts';
import { commitIn, objectOf, sizeIn, wordIn } from '../told.ts';
import { makeLoadReader } from './load.ts';

/** More answers at a time help nobody: each would crawl. */
const MOST_SLOTS = 64;

/** SGLang (docs.sglang.ai, native APIs): what it was started with stands in `/get_server_info`. */
export const sglang: Dialect = {
  kind: 'sglang',
  name: 'SGLang',
  ports: [30000],
  isIts: (listed) => listed.some(({ ownedBy }) => ownedBy === 'sglang'),
  attach: (server) => ({
    describe: async (listed) => {
      const [info, model] = await Promise.all([serverInfo(server), modelInfo(server)]);
      const path = wordIn(info.model_path) ?? wordIn(model.model_path);
      const slots = sizeIn(info.max_running_requests);
      return {
        version: wordIn(info.version),
        models: listed.map(({ id, told }) => ({
          name: id,
          revision: commitIn(path) ?? wordIn(info.revision),
          quantisation: wordIn(info.quantization),
          contextLength: sizeIn(told.max_model_len) ?? sizeIn(info.context_length),
        })),
        slots: slots && Math.min(slots, MOST_SLOTS),
      };
    },
    readLoad: makeLoadReader(server),
    health: () => checkHealth(server),
    shape: withCacheSalt,
  }),
  slots: 16,
  patience: { firstMs: 180_000, idleMs: 180_000 },
  presumed: ['json', 'json_schema', 'logprobs', 'n'],
  trials: ['tools', 'continue'],
  goOn: goOnWhenTold,
};

// Newer versions drop `get_`.
const serverInfo = async (server: Server) =>
  objectOf((await readJson(server, '/get_server_info')) ?? (await readJson(server, '/server_info')));
const modelInfo = async (server: Server) =>
  objectOf((await readJson(server, '/get_model_info')) ?? (await readJson(server, '/model_info')));
