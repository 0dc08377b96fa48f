import type { LlamaContextSequence, Token } from 'node-llama-cpp';
import type { ChatRequest } from '../questions/index.ts';

/** Prompts are computed in pieces of this many tokens, so that a cancelled one stops early. */
const PROMPT_STEP_TOKENS = 256;
const MAX_SEED = 0xffff_ffff;

/** How tokens are chosen. OpenAI's defaults, not llama.cpp's; without a seed each answer is another. */
export function samplingOf(request: ChatRequest) {
  return {
    temperature: request.temperature ?? 1,
    topP: request.top_p ?? 1,
    topK: request.top_k ?? 0,
    minP: request.min_p ?? 0,
    seed: (request.seed ?? Math.floor(Math.random() * MAX_SEED)) >>> 0,
    repeatPenalty: {
      punishTokens: [],
      penalty: request.repetition_penalty ?? 1,
      frequencyPenalty: request.frequency_penalty ?? 0,
      presencePenalty: request.presence_penalty ?? 0,
    },
  };
}

/**
 * The tokens that follow `tokens` on this sequence. Ends by itself at an end-of-generation token; after `signal` fires it
 * ends at once, while llama.cpp may still finish the step it is in: wait for `settled` before the sequence is used again.
 */
export function generate(
  sequence: LlamaContextSequence,
  tokens: Token[],
  sampling: ReturnType<typeof samplingOf>,
  signal: AbortSignal,
): { tokens: AsyncGenerator<Token>; settled: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const track = <Value>(work: Promise<Value>): Promise<Value> => {
    running = work;
    return work;
  };
  return {
    tokens: run(sequence, tokens, sampling, signal, track),
    settled: () =>
      running.then(
        () => undefined,
        () => undefined,
      ),
  };
}

async function* run(
  sequence: LlamaContextSequence,
  tokens: Token[],
  sampling: ReturnType<typeof samplingOf>,
  signal: AbortSignal,
  track: <Value>(work: Promise<Value>) => Promise<Value>,
): AsyncGenerator<Token> {
  const aborted = new Promise<null>((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
  let at = 0;
  while (tokens.length - at > PROMPT_STEP_TOKENS) {
    const step = tokens.slice(at, at + PROMPT_STEP_TOKENS);
    await Promise.race([track(sequence.evaluateWithoutGeneratingNewTokens(step)), aborted]);
    if (signal.aborted) return;
    at += step.length;
  }
  const answer = sequence.evaluate(tokens.slice(at), sampling);
  try {
    while (!signal.aborted) {
      const next = await Promise.race([track(answer.next()), aborted]);
      if (!next || next.done) return;
      yield next.value;
    }
  } finally {
    void track(answer.return(undefined));
  }
}
