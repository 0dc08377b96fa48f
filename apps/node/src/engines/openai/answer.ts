import type { IncomingMessage } from 'node:http';
import { type Fault, fail } from '@spindle/shared';
import type { Ask, EngineEvent } from '../engine.ts';
import { AnswerMeter } from './answer-meter.ts';
import { readChunk } from './chunk.ts';
import { readEmbeddings } from './embeddings.ts';
import { callEngine, readBody } from './http-call.ts';
import { faultOfStatus } from './refusal.ts';
import { requestOf, type Target } from './request-body.ts';
import { SseReader } from './sse-reader.ts';

const MAX_ERROR_BYTES = 64 * 1024;

/** Puts a question to an engine, and passes its answer on. */
export async function* answer(target: Target, ask: Ask, signal: AbortSignal): AsyncGenerator<EngineEvent> {
  const { path, body } = requestOf(ask, target);
  const { url, key, idleMs } = target;
  try {
    const call = { method: 'POST', url: `${url}${path}`, key, body: JSON.stringify(body), signal, idleMs } as const;
    const response = await callEngine(call);
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      const fault = faultOfStatus(status, await readBody(response, MAX_ERROR_BYTES), ask, target.name);
      return yield { kind: 'failed', fault };
    }
    if (ask.kind === 'embeddings') yield* readEmbeddings(response, ask, ask.request.input.length);
    else yield* readAnswer(response, new AnswerMeter(ask));
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
