import { fail, type OfferedModel, ok, type Result } from '@spindle/shared';
import { createEngine, type EngineSettings, findEngines, findSlots } from '../engines/index.ts';
import type { ServedModel } from '../models.ts';
import type { ModelSettings } from './model-settings.ts';

/** Answers at a time, for an owner who says nothing: what the roomiest of the engines takes. */
export async function defaultSlots(models: readonly ModelSettings[]): Promise<number> {
  return Math.max(1, ...(await Promise.all(models.map(({ engine }) => findSlots(engine)))));
}

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

/** An engine on this machine, for an owner who said nothing of one. Refusal: `node_setting`. */
export async function findLocalEngine(): Promise<Result<EngineSettings>> {
  const [found] = await findEngines();
  if (found) return ok({ kind: found.kind, url: found.url, key: null, name: null });
  return fail('node_setting', {
    name: '--engine',
    hint: 'no engine was found on this machine; start vLLM, Ollama, SGLang or llama-server, or give --engine-url or --model-file',
  });
}
