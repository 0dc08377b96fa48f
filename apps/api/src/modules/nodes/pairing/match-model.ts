import { type FoundModel, plainModelName } from '@spindle/shared';
import type { ModelView } from '../../catalog/index.ts';

export interface ModelMatch {
  modelId: string;
  name: string;
  /** `revision`: the very weights of the catalogue. `name`: it calls itself so, and nothing more is known. */
  by: 'revision' | 'name';
}

/**
 * Which model of the catalogue a machine's model is: the one with the same revision where the engine tells it, else the
 * one of the same name, whatever each engine makes of names (`gpt-oss:20b`, `Qwen3-8B-Q4_K_M.gguf`).
 */
export function matchModel(found: FoundModel, catalog: readonly ModelView[]): ModelMatch | null {
  const exact = found.revision && catalog.find(({ revision }) => revision !== 'main' && revision === found.revision);
  if (exact) return { modelId: exact.modelId, name: exact.name, by: 'revision' };
  const spellings = [found.name, found.source].flatMap((name) => (name ? [plainModelName(name)] : []));
  const same = catalog.find(({ modelId }) => spellings.includes(plainModelName(modelId)));
  return same ? { modelId: same.modelId, name: same.name, by: 'name' } : null;
}
