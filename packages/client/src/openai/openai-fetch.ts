import { errorEntry, type Fault, FaultError } from '@spindle/shared';
import type { Client } from '../create-client.ts';
import type { AnswerEvent } from '../events.ts';
import { createChunkWriter } from './chunks.ts';
import { toChatCompletion } from './completion.ts';
import { errorBody } from './error-body.ts';
import { type ChatBody, readChatBody } from './read-chat-body.ts';

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

async function answer(client: Client, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method === 'GET' && pathname.endsWith('/models')) {
    return Response.json(await client.models(request.signal));
  }
  if (request.method !== 'POST' || !pathname.endsWith('/chat/completions')) {
    return refuse({ code: 'not_found', facts: { what: pathname } });
  }
  const read = readChatBody(await request.json().catch(() => null));
  if (!read.ok) return refuse(read.fault);
  const { ask, stream } = read.value;
  const options = { model: ask.model, created: Math.floor(Date.now() / 1000) };
  const events = client.ask({ ...ask, signal: request.signal });
  if (stream) return streamed(events, read.value, options.created);
  return Response.json(await toChatCompletion(events, options));
}

/** Waits for the first piece, so that what fails before it is an HTTP status and not a broken stream. */
async function streamed(
  events: AsyncGenerator<AnswerEvent, void>,
  { ask, includeUsage }: ChatBody,
  created: number,
): Promise<Response> {
  const chunksOf = createChunkWriter({ model: ask.model, created, includeUsage });
  const lines = (event: AnswerEvent): string => chunksOf(event).map(line).join('');
  let opening = '';
  while (!opening) {
    const first = await events.next();
    if (first.done) break;
    opening = lines(first.value);
  }
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(opening)),
    pull: async (controller) => {
      const next = await events.next().catch(faultOnly);
      if (next instanceof FaultError) controller.enqueue(encoder.encode(line(errorBody(next.fault))));
      else if (!next.done) return controller.enqueue(encoder.encode(lines(next.value)));
      else controller.enqueue(encoder.encode('data: [DONE]\n\n'));
      controller.close();
    },
    cancel: async () => void (await events.return()),
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });
}

const encoder = new TextEncoder();
const line = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;

const refuse = (fault: Fault): Response => Response.json(errorBody(fault), { status: errorEntry(fault.code).status });

function faultOnly(error: unknown): FaultError {
  if (error instanceof FaultError) return error;
  throw error;
}
