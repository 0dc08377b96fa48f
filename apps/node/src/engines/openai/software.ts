import type { Ability } from '@spindle/shared';

/** Programs that speak OpenAI's API, as `owned_by` of their model list tells them apart. */
const OWNERS = { vllm: 'vllm', sglang: 'sglang', llamacpp: 'llamacpp', library: 'ollama' } as const;
export type Software = (typeof OWNERS)[keyof typeof OWNERS] | 'unknown';

export function softwareOf(ownedBy: string | null): Software {
  const owner = Object.keys(OWNERS).find((name): name is keyof typeof OWNERS => name === ownedBy);
  return owner ? OWNERS[owner] : 'unknown';
}

/** As the manifest shows it. */
export const SOFTWARE_NAMES: Record<Software, string> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  llamacpp: 'llama-server',
  ollama: 'Ollama',
  unknown: 'openai-compatible',
};

/**
 * What a program does with any model, by its own documentation. What depends on the model or on how the program was
 * started (the kinds, tools, images, going on) is tried out instead: see `find-abilities`. Of a program that we don't
 * know, nothing is presumed: most leave a parameter that they don't know unread, which no trial can see.
 */
export const SOFTWARE_ABILITIES: Record<Software, readonly Ability[]> = {
  vllm: ['json', 'json_schema', 'logprobs', 'n'],
  sglang: ['json', 'json_schema', 'logprobs', 'n'],
  llamacpp: ['json', 'json_schema', 'logprobs'],
  ollama: ['json', 'json_schema'],
  unknown: [],
};

/** What is tried out besides the kinds, where a program refuses what it can't do. */
export const SOFTWARE_TRIALS: Record<Software, readonly ('tools' | 'images' | 'continue')[]> = {
  vllm: ['tools', 'images', 'continue'],
  sglang: ['tools', 'continue'],
  llamacpp: ['tools', 'images', 'continue'],
  ollama: ['tools'],
  unknown: ['continue'],
};
