import { fail, type OfferedModel, ok, type Result } from '@spindle/shared';
import { createEngine, type EngineSettings } from '../engines/index.ts';
import { listEngineModels } from '../engines/openai/check-engine.ts';
import type { ServedModel } from '../models.ts';
import type { ModelSettings } from './model-settings.ts';

const DEFAULT_SLOTS: Record<EngineSettings['kind'], number> = { llama: 2, openai: 4 };

export const defaultSlots = (models: readonly ModelSettings[]): number =>
  Math.max(1, ...models.map(({ engine }) => DEFAULT_SLOTS[engine.kind]));

/**
 * Which engine runs which of the market's models. An owner who names none means the one that the listing offers.
 * Refusal: `node_setting`.
 */
export function chooseModels(
  models: readonly ModelSettings[],
  offers: readonly OfferedModel[],
  slots: number,
): Result<ServedModel[]> {
  const served: ServedModel[] = [];
  for (const { model, engine } of models) {
    const [only, ...others] = offers;
    const name = model ?? (others.length === 0 ? only?.model : undefined);
    if (!name) {
      const hint = only
        ? `say which: ${offers.map((it) => it.model).join(', ')}`
        : 'the listing has no offer; name the model';
      return fail('node_setting', { name: '--model', hint });
    }
    served.push({ model: name, engine: createEngine(engine, name, slots) });
  }
  return ok(served);
}

/** Where engines listen by default: vLLM, Ollama, SGLang, llama-server. */
const USUAL_URLS = [8000, 11434, 30000, 8080].map((port) => `http://127.0.0.1:${port}/v1`);

/** An engine on this machine, for an owner who said nothing of one. Refusal: `node_setting`. */
export async function findLocalEngine(): Promise<Result<EngineSettings>> {
  for (const url of USUAL_URLS) {
    const found = await listEngineModels(url, null);
    if (found.ok) return ok({ kind: 'openai', url, key: null, name: null });
  }
  return fail('node_setting', {
    name: '--engine',
    hint: 'no engine was found on this machine; start vLLM, Ollama, SGLang or llama-server, or give --engine-url or --model-file',
  });
}
