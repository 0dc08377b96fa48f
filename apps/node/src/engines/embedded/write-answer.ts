import { type Fault, fail, type TokenCount } from '@spindle/shared';
import type { LlamaGrammar } from 'node-llama-cpp';
import type { Ask, EngineEvent } from '../engine.ts';
import { choicesOf, refuse } from '../questions/index.ts';
import { generate, samplingOf, seedOf } from './generate.ts';
import { grammarOf } from './json-form.ts';
import type { Writer } from './load-model.ts';
import { oddsPiece, type WrittenPiece, wantedOdds } from './odds.ts';
import { promptOf, type WholePrompt } from './prompt.ts';
import type { Lease } from './sequence-pool.ts';
import { StopFinder } from './stop-finder.ts';
import { TokenText } from './token-text.ts';

type WritingAsk = Exclude<Ask, { kind: 'embeddings' }>;
type Reason = 'stop' | 'length';

/** One answer, or several, in work on a lent sequence. */
interface Work {
  writer: Writer;
  ask: WritingAsk;
  prompt: WholePrompt;
  lease: Lease;
  grammar: LlamaGrammar | undefined;
  usage: TokenCount;
  maxTokensEach: number;
  seed: number;
  signal: AbortSignal;
  /** Resolves when llama.cpp has really let go of the sequence. */
  settled: Promise<void>;
}

/** Answers a question with the model. */
export async function* writeAnswer(writer: Writer, ask: WritingAsk, signal: AbortSignal): AsyncGenerator<EngineEvent> {
  const prompt = promptOf(ask, writer);
  if (!prompt.ok) return yield failed(prompt.fault);
  const grammar = ask.kind === 'chat' ? await grammarOf(writer.llama, ask.request) : undefined;
  if (grammar === null) {
    return yield failed(refuse('response_format', 'this engine cannot hold an answer to this schema; make it simpler'));
  }
  const { tokens, questionTokens } = prompt.value;
  const left = writer.contextTokens - tokens.length;
  const usage = { input: questionTokens, cached: 0, output: 0 };
  if (left <= 0) return yield { kind: 'end', reason: 'length', usage };
  const lease = await writer.pool.lend(ask.owner, tokens, signal);
  if (!lease) return;
  usage.cached = Math.min(lease.cachedTokens, questionTokens);
  const maxTokensEach = Math.min(Math.max(1, Math.floor(ask.maxOutputTokens / choicesOf(ask))), left);
  const seed = seedOf(ask.request.seed);
  const settled = Promise.resolve();
  const work = { writer, ask, prompt: prompt.value, lease, grammar, usage, maxTokensEach, seed, signal, settled };
  try {
    yield* writeAll(work);
  } catch {
    // llama.cpp's words may quote the prompt.
    yield failed(fail('engine_unreachable').fault);
  } finally {
    void work.settled.finally(lease.giveBack);
  }
}

/** One after the other: each begins behind the same prompt, which is computed once. */
async function* writeAll(work: Work): AsyncGenerator<EngineEvent> {
  const { usage, ask, prompt, lease, signal } = work;
  yield { kind: 'read', input: usage.input, cached: usage.cached };
  const reasons: Reason[] = [];
  for (let choice = 0; choice < choicesOf(ask); choice++) {
    await work.settled;
    if (choice > 0) await lease.sequence.adaptStateToTokens(prompt.tokens.slice(0, -1), false);
    const reason = yield* writeOne(work, choice);
    if (signal.aborted || !reason) return;
    reasons.push(reason);
  }
  const [reason = 'stop', ...moreReasons] = reasons;
  yield { kind: 'end', reason, ...(moreReasons.length > 0 && { moreReasons }), usage };
}

async function* writeOne(work: Work, choice: number): AsyncGenerator<EngineEvent, Reason | null> {
  const { writer, ask, prompt, lease, usage, maxTokensEach, signal } = work;
  const { model } = writer;
  const piece = (one: WrittenPiece): EngineEvent => ({
    kind: 'piece',
    piece: choice > 0 ? { ...one, choice } : one,
    outputTokens: usage.output,
  });
  const text = (words: string): EngineEvent => piece({ kind: 'text', text: words });
  const words = new TokenText(model);
  const stops = new StopFinder([...stopTexts(work), ...prompt.stopTexts]);
  const written = prompt.tokens.slice(prompt.questionTokens);
  const top = wantedOdds(ask);
  const run = generate(
    lease.sequence,
    prompt.tokens.slice(lease.sequence.nextTokenIndex),
    {
      options: { ...samplingOf(ask.request, work.seed + choice, written), ...grammarState(work) },
      wantsOdds: top !== null,
    },
    signal,
  );
  let count = 0;
  try {
    if (prompt.echo) yield text(prompt.echo);
    for await (const chosen of run.tokens) {
      if (prompt.stopTokens.has(chosen.token)) break;
      written.push(chosen.token);
      usage.output++;
      const said = stops.push(words.push(chosen.token));
      if (said.text) yield text(said.text);
      if (said.isStopped) return 'stop';
      if (top !== null) yield piece(oddsPiece(model, ask.kind, chosen, top));
      if (++count >= maxTokensEach) break;
    }
    if (signal.aborted) return null;
    const rest = stops.push(words.flush()).text + stops.flush();
    if (rest) yield text(rest);
    return count >= maxTokensEach ? 'length' : 'stop';
  } finally {
    work.settled = run.tokens.return(undefined).then(run.settled);
  }
}

function stopTexts({ ask, grammar }: Work): string[] {
  const { stop } = ask.request;
  const own = typeof stop === 'string' ? [stop] : (stop ?? []);
  // llama.cpp's JSON may go on with empty lines for ever.
  const ofForm = grammar?.stopGenerationTriggers ?? [];
  return [...own, ...ofForm.map((trigger) => (typeof trigger === 'string' ? trigger : trigger.toString()))];
}

function grammarState({ grammar, writer }: Work) {
  return grammar && { grammarEvaluationState: writer.newGrammarState(grammar) };
}

const failed = (fault: Fault): EngineEvent => ({ kind: 'failed', fault });
