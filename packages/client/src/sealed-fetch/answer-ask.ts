import { FaultError, type RequestKind, utf8 } from '@spindle/shared';
import type { Client } from '../create-client.ts';
import { AnswerHeaders } from '../openai/answer-headers.ts';
import { errorBody } from '../openai/error-body.ts';
import { type OpenAiBody, readBody } from '../openai/read-body.ts';
import { createStreamWriter, sseLine } from '../openai/stream-writer.ts';
import { gatherAnswer } from '../openai/whole-answer.ts';
import { AnswerFault, faultOnly, parseJson, refuse } from './respond.ts';

export interface AskCall {
  kind: RequestKind;
  /** The body as it came. */
  text: string;
  signal: AbortSignal;
}

/** Answers one request to a model, whole or as a stream. Throws the fault of what fails before the first piece. */
export async function answerAsk(client: Client, { kind, text, signal }: AskCall): Promise<Response> {
  const read = readBody(kind, parseJson(text));
  if (!read.ok) return refuse(read.fault);
  const created = Math.floor(Date.now() / 1000);
  if (read.value.stream) return streamed(client, read.value, created, signal);
  const headers = new AnswerHeaders();
  const events = client.ask({ ...read.value.ask, signal });
  const answer = await gatherAnswer(events, read.value, created, (event) => headers.take(event)).catch((error) =>
    withHeaders(error, headers),
  );
  return Response.json(answer, { headers: headers.all });
}

/** Waits for the first piece, so that what fails before it is an HTTP status and not a broken stream. */
async function streamed(client: Client, body: OpenAiBody, created: number, signal: AbortSignal): Promise<Response> {
  const stop = linked(signal);
  const headers = new AnswerHeaders();
  const events = client.ask({ ...body.ask, signal: stop.signal });
  const write = createStreamWriter(body, created);
  const nextLines = async (): Promise<string | null> => {
    for (;;) {
      const next = await events.next();
      if (next.done) return null;
      headers.take(next.value);
      const lines = write(next.value);
      if (lines) return lines;
    }
  };
  const opening = await nextLines().catch((error) => withHeaders(error, headers));
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(utf8(opening ?? '')),
    // Asked for only as fast as the reader reads.
    pull: async (controller) => {
      const lines = await nextLines().catch(faultOnly);
      if (typeof lines === 'string') return controller.enqueue(utf8(lines));
      if (lines instanceof FaultError) controller.enqueue(utf8(sseLine(errorBody(lines.fault))));
      controller.close();
    },
    cancel: () => stop.abort(),
  });
  const type = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(stream, { headers: { ...headers.all, ...type } });
}

/** The same fault, with what is known of the request's way. */
function withHeaders(error: unknown, headers: AnswerHeaders): never {
  throw new AnswerFault(faultOnly(error).fault, headers.all);
}

/** Stops with a signal, or by itself. */
function linked(signal: AbortSignal): AbortController {
  const stop = new AbortController();
  if (signal.aborted) stop.abort(signal.reason);
  signal.addEventListener('abort', () => stop.abort(signal.reason), { once: true, signal: stop.signal });
  return stop;
}
