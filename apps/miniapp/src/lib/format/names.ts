/** The ends of something long that people compare by eye: "0:4f1c…9ab2". */
export function shortened(text: string, head = 6, tail = 4): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}

const ENGINES: Readonly<Record<string, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  ollama: 'Ollama',
  llamacpp: 'llama-server',
  cocoon: 'Cocoon',
  embedded: 'llama.cpp',
  openai: 'OpenAI API',
};

/** What the program of an adapter calls itself; a kind that is newer than this app goes by its word. */
export const engineName = (kind: string): string => ENGINES[kind] ?? kind;
