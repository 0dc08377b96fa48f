import { basename } from 'node:path';
import { type Ability, fail, ok, type Result } from '@spindle/shared';
import type { Ask, Engine, EngineEvent } from '../engine.ts';
import type { EngineFacts } from '../facts.ts';
import { fileDigest } from '../file-digest.ts';
import { readGgufType } from '../gguf-type.ts';
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
  let facts: EngineFacts | null = null;
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
    get facts() {
      return facts;
    },
    check: async () => {
      const loaded = await load();
      if (!loaded.ok) return loaded;
      abilities = ABILITIES[loaded.value.kind];
      if (!facts) {
        facts = await factsOf(file, loaded.value, slots);
        // A large file takes its time, and nobody waits for it.
        void fileDigest(file).then((revision) => {
          if (facts) facts = { ...facts, model: { ...facts.model, revision } };
        });
      }
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

async function factsOf(file: string, { llama, contextTokens }: LoadedModel, slots: number): Promise<EngineFacts> {
  const { llamaCppRelease } = llama;
  return {
    kind: 'embedded',
    version: `${llamaCppRelease.release}`.slice(0, 40),
    model: {
      name: basename(file).slice(0, 200),
      revision: null,
      quantisation: await readGgufType(file),
      contextLength: contextTokens,
    },
    slots,
    cost: null,
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
