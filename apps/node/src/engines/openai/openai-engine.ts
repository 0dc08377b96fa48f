import type { IncomingMessage } from 'node:http';
import { type Fault, fail, ok, type Result } from '@spindle/shared';
import { outputLimit } from '../chat-request.ts';
import type { Ask, Engine, EngineEvent } from '../engine.ts';
import { AnswerMeter } from './answer-meter.ts';
import { chooseEngineModel, listEngineModels } from './check-engine.ts';
import { readChunk } from './chunk.ts';
import { callEngine, readBody } from './http-call.ts';
import { faultOfStatus } from './refusal.ts';
import { SseReader } from './sse-reader.ts';

export interface OpenAiSettings {
  kind: 'openai';
  /** Base address, such as `http://127.0.0.1:8000/v1`. */
  url: string;
  key: string | null;
  /** The model's name at the engine; null finds it. */
  name: string | null;
}

/** Between two chunks; a long prompt on a slow GPU takes its time before the first. */
const IDLE_MS = 180_000;
const MAX_ERROR_BYTES = 64 * 1024;

/** Any program that speaks OpenAI's API: vLLM, SGLang, Ollama, llama-server. */
export function createOpenAiEngine(settings: OpenAiSettings, model: string): Engine {
  const url = baseUrl(settings.url);
  let name = settings.name;
  return {
    name: 'openai-compatible',
    check: async (): Promise<Result<null>> => {
      const found = await listEngineModels(url, settings.key);
      if (!found.ok) return found;
      const chosen = chooseEngineModel(found.value, settings.name, model);
      if (!chosen.ok) return chosen;
      name = chosen.value;
      return ok(null);
    },
    answer: (ask, signal) => answer({ url, key: settings.key, name: name ?? model }, ask, signal),
    close: async () => {},
  };
}

/** `http://host:8000` means its `/v1`, as every engine serves it. */
function baseUrl(url: string): string {
  const plain = url.replace(/\/+$/, '');
  return new URL(plain).pathname === '/' ? `${plain}/v1` : plain;
}

interface Target {
  url: string;
  key: string | null;
  name: string;
}

async function* answer(target: Target, ask: Ask, signal: AbortSignal): AsyncGenerator<EngineEvent> {
  const maxTokens = outputLimit(ask.request, ask.maxOutputTokens);
  const { max_completion_tokens: _, ...request } = ask.request;
  const set = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null && value !== undefined));
  const body = JSON.stringify({
    ...set,
    model: target.name,
    max_tokens: maxTokens,
    stream: true,
    // The second is vLLM's and SGLang's: exact counts while the answer runs. Others leave it unread.
    stream_options: { include_usage: true, continuous_usage_stats: true },
  });
  try {
    const response = await callEngine({
      method: 'POST',
      url: `${target.url}/chat/completions`,
      key: target.key,
      body,
      signal,
      idleMs: IDLE_MS,
    });
    if (response.statusCode !== 200) {
      const fault = faultOfStatus(
        response.statusCode ?? 0,
        await readBody(response, MAX_ERROR_BYTES),
        ask.maxInputTokens,
      );
      return yield { kind: 'failed', fault };
    }
    yield* readAnswer(response, new AnswerMeter(ask.maxInputTokens, maxTokens));
  } catch {
    if (!signal.aborted) yield failed('engine_unreachable');
  }
}

async function* readAnswer(response: IncomingMessage, meter: AnswerMeter): AsyncGenerator<EngineEvent> {
  const reader = new SseReader();
  let isOver = false;
  try {
    // Kept after the last event, so that its connection serves the next question too.
    for await (const bytes of response.iterator({ destroyOnReturn: false })) {
      const events = reader.push(bytes);
      if (!events) return yield failed('engine_unreachable');
      for (const data of events) {
        isOver = data === '[DONE]';
        if (isOver) return yield meter.end();
        yield* readEvent(data, meter);
        if (meter.isBroken) return;
      }
    }
    for (const data of reader.flush()) if (data !== '[DONE]') yield* readEvent(data, meter);
    // Without a finish reason the stream was cut, whatever TCP says.
    if (!meter.isBroken) yield meter.isFinished ? meter.end() : failed('engine_unreachable');
  } finally {
    if (isOver) response.resume();
    else response.destroy();
  }
}

function* readEvent(data: string, meter: AnswerMeter): Generator<EngineEvent> {
  const chunk = readChunk(data);
  if (!chunk || chunk.isError) {
    meter.isBroken = true;
    return yield failed('engine_unreachable');
  }
  const outputTokens = meter.count(chunk);
  if (chunk.usage && chunk.usage.input > 0) yield meter.read();
  for (const piece of chunk.pieces) yield { kind: 'piece', piece, outputTokens };
}

const failed = (code: Fault['code']): EngineEvent => ({ kind: 'failed', fault: fail(code).fault });
