import { fail } from '@spindle/shared';
import type { Ask, Hear } from '../engine.ts';
import { AnswerMeter } from './answer-meter.ts';
import { AnswerSink } from './answer-sink.ts';
import { readEmbeddings } from './embeddings.ts';
import { callEngine, readBody } from './http-call.ts';
import { pour } from './pour.ts';
import { faultOfStatus } from './refusal.ts';
import { requestOf, type Target } from './request-body.ts';
import { whyOfError, whyOfStatus } from './why-it-failed.ts';

const MAX_ERROR_BYTES = 64 * 1024;

/** Puts a question to an engine, and tells its answer. */
export async function answer(target: Target, ask: Ask, signal: AbortSignal, hear: Hear): Promise<void> {
  const request = requestOf(ask, target);
  if (!request.ok) return void hear({ kind: 'failed', fault: request.fault });
  const { path, body } = request.value;
  const { url, key, patience, isKeptAlive } = target;
  let waitedMs = patience.firstMs;
  try {
    const call = {
      method: 'POST',
      url: `${url}${path}`,
      key,
      body: JSON.stringify(body),
      signal,
      isKeptAlive,
    } as const;
    const response = await callEngine({ ...call, idleMs: patience.firstMs });
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      const said = await readBody(response, MAX_ERROR_BYTES);
      const fault = target.attached.faultOf?.(status, said, ask) ?? faultOfStatus(status, said, ask, target.name);
      hear({ kind: 'failed', fault, ...(isItsOwn(fault.code) && { why: whyOfStatus(status, said) }) });
    } else if (ask.kind === 'embeddings') {
      await readEmbeddings(response, ask, ask.request.input.length, hear);
    } else {
      const sink = new AnswerSink(new AnswerMeter(ask), hear);
      await pour(response, sink, patience, () => {
        waitedMs = patience.idleMs;
      });
      sink.finish();
    }
  } catch (error) {
    if (signal.aborted) return;
    hear({ kind: 'failed', fault: fail('engine_unreachable').fault, why: whyOfError(error, waitedMs) });
  }
}

/** Not the buyer's mistake, and not mere fullness. */
const isItsOwn = (code: string): boolean => code === 'engine_unreachable';
