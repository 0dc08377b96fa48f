import { fail } from '@spindle/shared';
import type { Ask, Hear } from '../engine.ts';
import { AnswerMeter } from './answer-meter.ts';
import { AnswerSink } from './answer-sink.ts';
import { readEmbeddings } from './embeddings.ts';
import { callEngine, readBody } from './http-call.ts';
import { pour } from './pour.ts';
import { faultOfStatus } from './refusal.ts';
import { requestOf, type Target } from './request-body.ts';

const MAX_ERROR_BYTES = 64 * 1024;

/** Puts a question to an engine, and tells its answer. */
export async function answer(target: Target, ask: Ask, signal: AbortSignal, hear: Hear): Promise<void> {
  const { path, body } = requestOf(ask, target);
  const { url, key, idleMs } = target;
  try {
    const call = { method: 'POST', url: `${url}${path}`, key, body: JSON.stringify(body), signal, idleMs } as const;
    const response = await callEngine(call);
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      hear({
        kind: 'failed',
        fault: faultOfStatus(status, await readBody(response, MAX_ERROR_BYTES), ask, target.name),
      });
    } else if (ask.kind === 'embeddings') {
      await readEmbeddings(response, ask, ask.request.input.length, hear);
    } else {
      const sink = new AnswerSink(new AnswerMeter(ask), hear);
      await pour(response, sink, idleMs);
      sink.finish();
    }
  } catch {
    if (!signal.aborted) hear({ kind: 'failed', fault: fail('engine_unreachable').fault });
  }
}
