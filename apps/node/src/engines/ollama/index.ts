import type { EngineModel } from '../facts.ts';
import type { Dialect } from '../http/dialect.ts';
import { goOnWhenTold } from '../http/go-on.ts';
import { readJson, type Server } from '../http/server.ts';
import { listIn, objectOf, sizeIn, wordIn } from '../told.ts';

/**
 * Ollama (docs/api.md of its repository): digest and quantisation of each model in `/api/tags`. Of those that are loaded
 * `/api/ps` tells the context; of others the model's own settings do, or nothing: its default depends on the machine.
 */
export const ollama: Dialect = {
  kind: 'ollama',
  name: 'Ollama',
  ports: [11434],
  isIts: (listed) => listed.some(({ ownedBy }) => ownedBy === 'library'),
  attach: (server) => ({
    describe: async (listed, name) => {
      const [version, tags, running, shown] = await Promise.all([
        readJson(server, '/api/version'),
        modelsAt(server, '/api/tags'),
        modelsAt(server, '/api/ps'),
        name === null ? undefined : readJson(server, '/api/show', { body: { model: name } }),
      ]);
      const contextOf = (id: string) =>
        sizeIn(running.get(id)?.context_length) ?? (id === name ? contextIn(objectOf(shown).parameters) : null);
      return {
        version: wordIn(objectOf(version).version),
        models: listed.map(({ id }) => modelOf(id, tags.get(id), contextOf(id))),
        slots: null,
      };
    },
    // It tells which models are in memory, but not how many wait for them.
    readLoad: async () => null,
  }),
  // OLLAMA_NUM_PARALLEL, which it tells nobody, is one unless its owner says otherwise: more would wait inside it.
  slots: 1,
  patience: { firstMs: 180_000, idleMs: 180_000 },
  presumed: ['json', 'json_schema'],
  trials: ['tools'],
  goOn: goOnWhenTold,
};

type Told = Readonly<Record<string, unknown>>;

async function modelsAt(server: Server, path: string): Promise<Map<string, Told>> {
  const models = listIn(objectOf(await readJson(server, path)).models).map(objectOf);
  return new Map(models.flatMap((model) => (typeof model.name === 'string' ? [[model.name, model]] : [])));
}

const modelOf = (name: string, tag: Told = {}, contextLength: number | null): EngineModel => ({
  name,
  revision: wordIn(tag.digest),
  quantisation: wordIn(objectOf(tag.details).quantization_level),
  contextLength,
});

/** `num_ctx` of a Modelfile, among its other parameters: a line each. */
function contextIn(parameters: unknown): number | null {
  const said = typeof parameters === 'string' ? /^num_ctx\s+(\d+)$/m.exec(parameters)?.[1] : undefined;
  return said === undefined ? null : sizeIn(Number(said));
}
