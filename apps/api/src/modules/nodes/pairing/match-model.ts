import type { FoundModel } from '@spindle/shared';
import type { ModelView } from '../../catalog/index.ts';

export interface ModelMatch {
  modelId: string;
  name: string;
  /** `revision`: the very weights of the catalogue. `name`: it calls itself so, and nothing more is known. */
  by: 'revision' | 'name';
}

/** Endings that say how a model is stored or tuned for talk, not which one it is. */
const ENDINGS =
  /(latest|instruct|chat|it|gguf|awq|gptq|fp8|fp16|bf16|int[48]|mlx|mxfp4|nvfp4|i?q\d(k?[a-z0-9]{0,3})?)$/;

/**
 * Which model of the catalogue a machine's model is: the one with the same revision where the engine tells it, else the
 * one of the same name, whatever each engine makes of names (`gpt-oss:20b`, `Qwen3-8B-Q4_K_M.gguf`).
 */
export function matchModel(found: FoundModel, catalog: readonly ModelView[]): ModelMatch | null {
  const exact = found.revision && catalog.find(({ revision }) => revision !== 'main' && revision === found.revision);
  if (exact) return { modelId: exact.modelId, name: exact.name, by: 'revision' };
  const spellings = [found.name, found.source].flatMap((name) => (name ? [plainName(name)] : []));
  const same = catalog.find(({ modelId }) => spellings.includes(plainName(modelId)));
  return same ? { modelId: same.modelId, name: same.name, by: 'name' } : null;
}

/** The last part of a path, as letters and digits, without endings. */
export function plainName(name: string): string {
  let plain = (
    name
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  )
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  for (;;) {
    const shorter = plain.replace(ENDINGS, '');
    if (shorter === plain || shorter === '') return plain;
    plain = shorter;
  }
}
