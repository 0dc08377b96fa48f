import { readGgufType } from '../gguf-type.ts';
import { checkHealth } from '../http/check-health.ts';
import type { Dialect } from '../http/dialect.ts';
import { goOnAlways } from '../http/go-on.ts';
import { readJson } from '../http/server.ts';
import { commitIn, objectOf, sizeIn, wordIn } from '../told.ts';
import { makeLoadReader } from './load.ts';

const MOST_SLOTS = 64;

/** llama-server of llama.cpp (tools/server/README.md of its repository): slots, context and file stand in `/props`. */
export const llamacpp: Dialect = {
  kind: 'llamacpp',
  name: 'llama-server',
  ports: [8080],
  isIts: (listed) => listed.some(({ ownedBy }) => ownedBy === 'llamacpp'),
  attach: (server) => ({
    describe: async (listed) => {
      const props = objectOf(await readJson(server, '/props'));
      const path = wordIn(props.model_path);
      const slots = sizeIn(props.total_slots);
      const quantisation = await readGgufType(path);
      const contextLength = sizeIn(objectOf(props.default_generation_settings).n_ctx);
      return {
        version: wordIn(props.build_info),
        models: listed.map(({ id, told }) => ({
          name: id,
          revision: commitIn(path),
          quantisation: quantisation ?? wordIn(objectOf(told.meta).ftype),
          contextLength,
        })),
        slots: slots && Math.min(slots, MOST_SLOTS),
      };
    },
    readLoad: makeLoadReader(server),
    health: () => checkHealth(server),
  }),
  slots: 1,
  patience: { firstMs: 180_000, idleMs: 180_000 },
  presumed: ['json', 'json_schema', 'logprobs'],
  trials: ['tools', 'images', 'audio', 'continue'],
  // It always goes on with a last message of the assistant (tools/server/README.md).
  goOn: goOnAlways,
};
