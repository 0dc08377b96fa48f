import { type Ability, fail, ok, type Result } from '@spindle/shared';
import type { Ask, Engine, EngineEvent } from '../engine.ts';
import { embed } from './embed.ts';
import { type LoadedModel, loadModel } from './load-model.ts';
import { unknownParameter } from './unknown-parameters.ts';
import { writeAnswer } from './write-answer.ts';

export interface EmbeddedSettings {
  kind: 'embedded';
  /** Path of a GGUF file. */
  file: string;
}

const ABILITIES: Record<LoadedModel['kind'], readonly Ability[]> = {
  writer: ['chat', 'completion', 'json', 'json_schema', 'logprobs', 'n', 'continue'],
  embedder: ['embeddings'],
};

/** llama.cpp inside this process, for small models on a CPU. */
export function createEmbeddedEngine({ file }: EmbeddedSettings, slots: number): Engine {
  let loading: Promise<Result<LoadedModel>> | null = null;
  let abilities: readonly Ability[] = [];
  const load = async (): Promise<Result<LoadedModel>> => {
    loading ??= loadModel(file, slots);
    const loaded = await loading;
    // A file that is missing now may be there at the next check.
    if (!loaded.ok) loading = null;
    return loaded;
  };
  return {
    name: 'llama.cpp',
    get abilities() {
      return abilities;
    },
    check: async () => {
      const loaded = await load();
      if (!loaded.ok) return loaded;
      abilities = ABILITIES[loaded.value.kind];
      return ok(null);
    },
    answer: async (ask, signal, hear) => {
      for await (const event of answer(load, ask, signal)) await hear(event);
    },
    close: async () => {
      const loaded = await loading;
      loading = null;
      if (loaded?.ok) await loaded.value.llama.dispose();
    },
  };
}

async function* answer(
  load: () => Promise<Result<LoadedModel>>,
  ask: Ask,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const loaded = await load();
  if (!loaded.ok) return yield { kind: 'failed', fault: fail('engine_unreachable').fault };
  const unknown = unknownParameter(ask);
  if (unknown) return yield { kind: 'failed', fault: unknown };
  const model = loaded.value;
  const isEmbedder = model.kind === 'embedder';
  if (isEmbedder && ask.kind === 'embeddings') return yield* embed(model, ask, signal);
  if (!isEmbedder && ask.kind !== 'embeddings') return yield* writeAnswer(model, ask, signal);
  yield { kind: 'failed', fault: fail('model_kind', { model: 'llama.cpp', kind: ask.kind }).fault };
}
