import { basename } from 'node:path';
import type { FoundModel } from '@spindle/shared';
import { type EngineKind, type EngineModel, type EngineSettings, findEngines, lookAt } from '../engines/index.ts';
import type { ModelSettings } from '../settings/model-settings.ts';

/** An engine that this machine may serve the market with. */
export interface Candidate {
  settings: EngineSettings;
  /** As people call it, with its version where it tells. */
  name: string;
  /** None of an engine that cannot be reached. */
  models: EngineModel[];
}

const NAMES: Record<EngineKind, string> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  ollama: 'Ollama',
  llamacpp: 'llama-server',
  cocoon: 'Cocoon',
  openai: 'OpenAI-compatible',
  embedded: 'llama.cpp inside',
};

/** The engines that the owner named, or those that listen on this machine. */
export async function findCandidates(given: readonly ModelSettings[]): Promise<Candidate[]> {
  if (given.length > 0) return Promise.all(distinct(given).map((engine) => candidateOf(engine)));
  const found = await findEngines();
  return found.map(({ kind, url, version, models }) => ({
    settings: { kind, url, key: null, name: null },
    name: version ? `${NAMES[kind]} ${version}` : NAMES[kind],
    models,
  }));
}

/** Several models of one configuration may stand behind the same address. */
function distinct(given: readonly ModelSettings[]): EngineSettings[] {
  const placeOf = ({ engine }: ModelSettings) => (engine.kind === 'embedded' ? engine.file : engine.url);
  return [...new Map(given.map((it) => [placeOf(it), it.engine])).values()];
}

async function candidateOf(settings: EngineSettings): Promise<Candidate> {
  if (settings.kind === 'embedded') return { settings, name: NAMES.embedded, models: [fileModel(settings.file)] };
  const found = await lookAt(settings.url, settings.key);
  const kind = settings.kind === 'openai' && found ? found.kind : settings.kind;
  const named = settings.name === null ? found?.models : found?.models.filter(({ name }) => name === settings.name);
  return { settings, name: found?.version ? `${NAMES[kind]} ${found.version}` : NAMES[kind], models: named ?? [] };
}

const fileModel = (file: string): EngineModel => ({
  ...{ name: basename(file), revision: null, quantisation: null, contextLength: null },
});

const MOST_MODELS = 100;

/** All models of these engines, as the market is told of them. */
export function foundModels(candidates: readonly Candidate[]): FoundModel[] {
  const models = candidates.flatMap((candidate) =>
    candidate.models.map(
      ({ name, revision, quantisation, contextLength }): FoundModel => ({
        ...{ name: name.slice(0, 200), engine: candidate.name.slice(0, 200), source: null, contextLength },
        revision: revision?.slice(0, 200) || null,
        quantisation: quantisation?.slice(0, 200) || null,
      }),
    ),
  );
  return models.filter(({ name }) => name !== '').slice(0, MOST_MODELS);
}
