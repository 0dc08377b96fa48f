import { type Ability, ok, type Result } from '@spindle/shared';
import type { Engine } from '../engine.ts';
import { answer } from './answer.ts';
import { chooseEngineModel, listEngineModels } from './check-engine.ts';
import { findAbilities } from './find-abilities.ts';
import type { Target } from './request-body.ts';
import { SOFTWARE_NAMES, softwareOf } from './software.ts';

export interface OpenAiSettings {
  kind: 'openai';
  /** Base address, such as `http://127.0.0.1:8000/v1`. */
  url: string;
  key: string | null;
  /** The model's name at the engine; null finds it. */
  name: string | null;
  /** What the owner says that it can do; left out finds it out. */
  abilities?: readonly Ability[] | undefined;
}

/** Between two chunks; a long prompt on a slow GPU takes its time before the first. */
const IDLE_MS = 180_000;

/** Any program that speaks OpenAI's API: vLLM, SGLang, Ollama, llama-server. */
export function createOpenAiEngine(settings: OpenAiSettings, model: string, idleMs: number = IDLE_MS): Engine {
  const { key } = settings;
  const url = baseUrl(settings.url);
  let target: Target = { url, key, name: settings.name ?? model, software: 'unknown', idleMs };
  let abilities: readonly Ability[] = settings.abilities ?? [];
  /** What the abilities were found out of: another model, or another program at the address, is tried anew. */
  let tried = '';
  return {
    get name() {
      return SOFTWARE_NAMES[target.software];
    },
    get abilities() {
      return abilities;
    },
    check: async (): Promise<Result<null>> => {
      const found = await listEngineModels(url, key);
      if (!found.ok) return found;
      const names = found.value.map(({ id }) => id);
      const chosen = chooseEngineModel(names, settings.name, model);
      if (!chosen.ok) return chosen;
      const listed = found.value.find(({ id }) => id === chosen.value);
      target = { ...target, name: chosen.value, software: softwareOf(listed?.ownedBy ?? null) };
      const current = `${target.software} ${target.name}`;
      if (settings.abilities || tried === current) return ok(null);
      const able = await findAbilities(target);
      if (!able.ok) return able;
      abilities = able.value.abilities;
      tried = able.value.isWhole ? current : '';
      return ok(null);
    },
    answer: (ask, signal, hear) => answer(target, ask, signal, hear),
    close: async () => {},
  };
}

/** `http://host:8000` means its `/v1`, as every engine serves it. */
function baseUrl(url: string): string {
  const plain = url.replace(/\/+$/, '');
  return new URL(plain).pathname === '/' ? `${plain}/v1` : plain;
}
