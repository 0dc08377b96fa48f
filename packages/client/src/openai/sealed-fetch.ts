import { errorEntry, type Fault, FaultError, type RequestKind, utf8 } from '@spindle/shared';
import type { Client } from '../create-client.ts';
import type { AnswerEvent } from '../events.ts';
import { errorBody, errorHeaders } from './error-body.ts';
import { type OpenAiBody, readBody } from './read-body.ts';
import { createStreamWriter, sseLine } from './stream-writer.ts';
import { gatherAnswer } from './whole-answer.ts';

/**
 * A `fetch` for the official OpenAI client: questions are sealed on this machine, so that not even the market reads
 * them. Answers `POST …/chat/completions` and `GET …/models`.
 * @example new OpenAI({ apiKey: 'unused', baseURL: 'https://spindle.local/v1', fetch: openAiFetch(client) });
 */
export function openAiFetch(client: Client): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    try {
      return await answer(client, request);
    } catch (error) {
      if (error instanceof FaultError) return refuse(error.fault);
      throw error;
    }
  };
}

/** The endpoints that ask a model, and what they ask. */
const ENDPOINTS: readonly [path: string, kind: RequestKind][] = [
  ['/chat/completions', 'chat'],
  ['/completions', 'completion'],
  ['/embeddings', 'embeddings'],
];

async function answer(client: Client, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method === 'GET' && pathname.endsWith('/models')) {
    return Response.json(await client.models(request.signal));
  }
  const endpoint = ENDPOINTS.find(([path]) => pathname.endsWith(path));
  if (request.method !== 'POST' || !endpoint) return refuse({ code: 'not_found', facts: { what: pathname } });
  const read = readBody(endpoint[1], await request.json().catch(() => null));
  if (!read.ok) return refuse(read.fault);
  const created = Math.floor(Date.now() / 1000);
  const events = client.ask({ ...read.value.ask, signal: request.signal });
  if (read.value.stream) return streamed(events, read.value, created);
  return Response.json(await gatherAnswer(events, read.value, created));
}

/** Waits for the first piece, so that what fails before it is an HTTP status and not a broken stream. */
async function streamed(
  events: AsyncGenerator<AnswerEvent, void>,
  body: OpenAiBody,
  created: number,
): Promise<Response> {
  const write = createStreamWriter(body, created);
  let opening = '';
  while (!opening) {
    const first = await events.next();
    if (first.done) break;
    opening = write(first.value);
  }
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(utf8(opening)),
    pull: async (controller) => {
      const next = await events.next().catch(faultOnly);
      if (next instanceof FaultError) controller.enqueue(utf8(sseLine(errorBody(next.fault))));
      else if (!next.done) return controller.enqueue(utf8(write(next.value)));
      controller.close();
    },
    cancel: async () => void (await events.return()),
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const refuse = (fault: Fault): Response =>
  Response.json(errorBody(fault), { status: errorEntry(fault.code).status, headers: errorHeaders(fault) });

function faultOnly(error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  throw error;
}
