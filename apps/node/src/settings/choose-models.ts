import { fail, type OfferedModel, ok, type Result } from '@spindle/shared';
import { createEngine, findSlots } from '../engines/index.ts';
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
