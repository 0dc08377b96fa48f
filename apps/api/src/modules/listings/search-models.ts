import type { ModelView } from '../catalog/index.ts';

/** Models in which every word of the search stands, in id, name, maker or abilities; all of them without words. */
export function searchModels(models: readonly ModelView[], search: string): ModelView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((model) => words.every((word) => hasWord(textOf(model), word)));
}

/** A number is not found inside a longer one: «20b» is not in «120b». */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!isDigit(word[0]) || !isDigit(text[at - 1])) return true;
  }
  return false;
}

const isDigit = (char = ''): boolean => char >= '0' && char <= '9';

const textOf = ({ modelId, name, maker, abilities }: ModelView): string =>
  [modelId, name, maker, ...abilities].join(' ').toLowerCase();
