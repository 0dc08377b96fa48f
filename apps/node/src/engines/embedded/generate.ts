import type { LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import type { ChatRequest } from '../questions/index.ts';

/** Prompts are computed in pieces of this many tokens, so that a cancelled one stops early. */
const PROMPT_STEP_TOKENS = 256;
const MAX_SEED = 0xffff_ffff;
/** Penalties look back so far. */
const MAX_PUNISHED = 512;

/** A token of the answer, and the odds of those that it was drawn from when they are wanted. */
export interface Chosen {
  token: Token;
  odds: Map<Token, number> | null;
}

/** How tokens are chosen. */
export interface Sampling {
  options: SequenceEvaluateOptions;
  wantsOdds: boolean;
}

type Choosing = Pick<
  ChatRequest,
  'temperature' | 'top_p' | 'top_k' | 'min_p' | 'repetition_penalty' | 'frequency_penalty' | 'presence_penalty'
>;

/**
 * OpenAI's defaults, not llama.cpp's.
 * @param written tokens of the answer so far, which penalties are for; the caller adds to them.
 */
export function samplingOf(request: Choosing, seed: number, written: readonly Token[]): SequenceEvaluateOptions {
  return {
    temperature: request.temperature ?? 1,
    topP: request.top_p ?? 1,
    topK: request.top_k ?? 0,
    minP: request.min_p ?? 0,
    seed: seed >>> 0,
    ...penaltiesOf(request, written),
  };
}

function penaltiesOf(request: Choosing, written: readonly Token[]): Pick<SequenceEvaluateOptions, 'repeatPenalty'> {
  const penalty = request.repetition_penalty ?? 1;
  const frequencyPenalty = request.frequency_penalty ?? 0;
  const presencePenalty = request.presence_penalty ?? 0;
  // llama.cpp's own default punishes.
  if (penalty === 1 && frequencyPenalty === 0 && presencePenalty === 0) {
    return { repeatPenalty: { punishTokens: [], penalty } };
  }
  const punishTokens = () => written.slice(-MAX_PUNISHED);
  return { repeatPenalty: { punishTokens, maxPunishTokens: MAX_PUNISHED, penalty, frequencyPenalty, presencePenalty } };
}

/** Without a seed each answer is another. */
export const seedOf = (seed: number | null | undefined): number => seed ?? Math.floor(Math.random() * MAX_SEED);

/**
 * The tokens that follow `tokens` on this sequence. Ends by itself at an end-of-generation token; after `signal` fires it
 * ends at once, while llama.cpp may still finish the step it is in: wait for `settled` before the sequence is used again.
 */
export function generate(
  sequence: LlamaContextSequence,
  tokens: Token[],
  sampling: Sampling,
  signal: AbortSignal,
): { tokens: AsyncGenerator<Chosen>; settled: () => Promise<void> } {
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
  sampling: Sampling,
  signal: AbortSignal,
  track: <Value>(work: Promise<Value>) => Promise<Value>,
): AsyncGenerator<Chosen> {
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
  const answer = choose(sequence, tokens.slice(at), sampling);
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

async function* choose(
  sequence: LlamaContextSequence,
  tokens: Token[],
  { options, wantsOdds }: Sampling,
): AsyncGenerator<Chosen, undefined> {
  if (!wantsOdds) {
    for await (const token of sequence.evaluate(tokens, options)) yield { token, odds: null };
    return;
  }
  const told = sequence.evaluateWithMetadata(tokens, { probabilities: true }, options);
  for await (const { token, probabilities } of told) yield { token, odds: probabilities };
}
