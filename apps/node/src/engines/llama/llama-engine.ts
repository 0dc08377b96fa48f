import { type Ability, type Fault, fail, ok, type Result, type TokenCount } from '@spindle/shared';
import type { Token } from 'node-llama-cpp';
import type { Ask, Engine, EngineEvent } from '../engine.ts';
import type { ChatRequest } from '../questions/index.ts';
import { type Prompt, renderChat } from './chat-template.ts';
import { generate, samplingOf } from './generate.ts';
import { type LoadedModel, loadModel } from './load-model.ts';
import type { Lease } from './sequence-pool.ts';
import { StopFinder } from './stop-finder.ts';
import { TokenText } from './token-text.ts';

export interface LlamaSettings {
  kind: 'llama';
  /** Path of a GGUF file. */
  file: string;
}

/** With any model that has a template. */
const ABILITIES: readonly Ability[] = ['chat', 'continue'];

/** llama.cpp inside this process, for small models on a CPU. */
export function createLlamaEngine({ file }: LlamaSettings, slots: number): Engine {
  let loading: Promise<Result<LoadedModel>> | null = null;
  const load = async (): Promise<Result<LoadedModel>> => {
    loading ??= loadModel(file, slots);
    const loaded = await loading;
    // A file that is missing now may be there at the next check.
    if (!loaded.ok) loading = null;
    return loaded;
  };
  let abilities: readonly Ability[] = [];
  return {
    name: 'llama.cpp',
    get abilities() {
      return abilities;
    },
    check: async () => {
      const loaded = await load();
      if (!loaded.ok) return loaded;
      if (abilities.length === 0) abilities = ABILITIES;
      return ok(null);
    },
    answer: (ask, signal) => answer(load, ask, signal),
    close: async () => {
      const loaded = await loading;
      loading = null;
      if (loaded?.ok) await loaded.value.llama.dispose();
    },
  };
}

async function* answer(
  load: () => Promise<Result<LoadedModel>>,
  ask: Ask,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const loaded = await load();
  if (!loaded.ok) return yield failed('engine_unreachable');
  const { model, wrapper, pool, contextTokens } = loaded.value;
  if (ask.kind !== 'chat') return yield failed('model_kind', { model: 'llama.cpp', kind: ask.kind });
  const unsupported = unsupportedParameter(ask.request);
  if (unsupported) return yield { kind: 'failed', fault: unsupported };
  const rendered = renderChat(model, wrapper, ask.request.messages);
  if (!rendered.ok) return yield { kind: 'failed', fault: rendered.fault };
  const limit = Math.min(ask.maxInputTokens, contextTokens - 1);
  if (rendered.value.tokens.length > limit) return yield failed('context_too_long', { limit });
  const said = ask.said ? model.tokenize(ask.said.text, false, 'trimLeadingSpace') : [];
  const prompt = { ...rendered.value, tokens: [...rendered.value.tokens, ...said] };
  const lease = await pool.lend(ask.owner, prompt.tokens, signal);
  if (!lease) return;
  const maxTokens = Math.min(ask.maxOutputTokens, contextTokens - prompt.tokens.length);
  yield* speak(loaded.value, prompt, lease, { request: ask.request, maxTokens }, signal);
}

/** Generates on a lent sequence, and gives it back when llama.cpp has really let go of it. */
async function* speak(
  { model }: LoadedModel,
  prompt: Prompt,
  lease: Lease,
  { request, maxTokens }: { request: ChatRequest; maxTokens: number },
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const fresh = prompt.tokens.slice(lease.cachedTokens);
  const run = generate(lease.sequence, fresh, samplingOf(request), signal);
  const words = new TokenText(model);
  const stops = new StopFinder([...stopTexts(request), ...prompt.stopTexts]);
  const usage: TokenCount = { input: prompt.tokens.length, cached: lease.cachedTokens, output: 0 };
  let reason: 'stop' | 'length' = 'stop';
  try {
    yield { kind: 'read', input: usage.input, cached: usage.cached };
    for await (const token of run.tokens) {
      if (isEnd(token, prompt)) break;
      usage.output++;
      const { text, isStopped } = stops.push(words.push(token));
      if (text) yield { kind: 'piece', piece: { kind: 'text', text }, outputTokens: usage.output };
      if (isStopped) break;
      if (usage.output >= maxTokens) {
        reason = 'length';
        break;
      }
    }
    if (signal.aborted) return;
    const rest = stops.push(words.flush()).text + stops.flush();
    if (rest) yield { kind: 'piece', piece: { kind: 'text', text: rest }, outputTokens: usage.output };
    yield { kind: 'end', reason, usage };
  } catch {
    // llama.cpp's words may quote the prompt.
    yield failed('engine_unreachable');
  } finally {
    void run.tokens.return(undefined).then(run.settled).finally(lease.giveBack);
  }
}

const isEnd = (token: Token, prompt: Prompt): boolean => prompt.stopTokens.has(token);

function stopTexts({ stop }: ChatRequest): string[] {
  if (typeof stop === 'string') return [stop];
  return stop ?? [];
}

const failed = (code: Fault['code'], facts?: Fault['facts']): EngineEvent => ({
  kind: 'failed',
  fault: fail(code, facts).fault,
});

/** What this engine can't do is refused, never left out in silence: the answer would not be what was asked for. */
function unsupportedParameter(request: ChatRequest): Fault | null {
  const hint = 'this engine cannot; choose another offer, or leave it out';
  const refuse = (parameter: string) => fail('parameter_unsupported', { parameter, hint }).fault;
  if (request.tools?.length) return refuse('tools');
  if (request.response_format && request.response_format.type !== 'text') return refuse('response_format');
  if (request.logprobs) return refuse('logprobs');
  if (request.logit_bias && Object.keys(request.logit_bias).length > 0) return refuse('logit_bias');
  return null;
}
