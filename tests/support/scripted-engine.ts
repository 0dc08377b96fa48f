import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/*
 * An engine that speaks like vLLM and says what a script says, by a word in the question: tools (two calls at once),
 * JSON, log probabilities, several answers, a thought, a slow answer, so many words of such a length. For programs that use all of OpenAI's API.
 */

export interface ScriptedEngine {
  url: string;
  /** Bodies of the buyers' requests; the node's own trials are left out. */
  asked: Record<string, unknown>[];
  close(): Promise<void>;
}

type Body = Record<string, unknown>;
type Delta = Record<string, unknown>;
/** What is said to one choice, piece by piece: each is a token. */
interface Script {
  pieces: Delta[];
  reason: string;
  everyMs?: number;
}

export const WEATHER_CALLS = [
  { id: 'call_w', name: 'weather', arguments: '{"city":"Kazan"}' },
  { id: 'call_t', name: 'time', arguments: '{"city":"Kazan"}' },
];
export const JSON_ANSWER = '{"city":"Kazan","degrees":21}';
export const PLAIN_ANSWER = 'Hello from the engine.';
export const AFTER_TOOLS = 'Sunny, and noon.';
export const vectorOf = (text: string): number[] => [text.length / 64, -0.5, 0.25, 1];

export async function startScriptedEngine(model: string): Promise<ScriptedEngine> {
  const asked: Body[] = [];
  const server = createServer((request, response) => {
    void serve(request, response, { model, asked }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { model, asked }: { model: string; asked: Body[] },
): Promise<void> {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  const body: Body = text ? JSON.parse(text) : {};
  if (request.url === '/v1/models') return json(response, { object: 'list', data: [{ id: model, owned_by: 'vllm' }] });
  if (request.url === '/version') return json(response, { version: '0.11.0' });
  // Such as /health and /metrics: it is there, and counts nothing.
  if (request.method === 'GET') return void response.writeHead(request.url === '/health' ? 200 : 404).end();
  if (Number(body.max_tokens) !== 1 && request.url !== '/v1/embeddings') asked.push(body);
  if (request.url === '/v1/embeddings') return embed(response, body);
  await speak(response, body, request.url === '/v1/chat/completions');
}

function embed(response: ServerResponse, { input }: Body): void {
  const texts = Array.isArray(input) ? input.map(String) : [String(input)];
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
  json(response, { object: 'list', data, usage: { prompt_tokens: texts.length, total_tokens: texts.length } });
}

async function speak(response: ServerResponse, body: Body, isChat: boolean): Promise<void> {
  const choices = Number(body.n ?? 1);
  const {
    pieces,
    reason,
    everyMs = 0,
  } = isChat ? chatScript(body) : { pieces: said('Once upon a time'), reason: 'stop' };
  const limit = Number(body.max_tokens ?? pieces.length);
  const prompt_tokens = JSON.stringify(body.messages ?? body.prompt).split(/\s+|","/).length;
  const usage = (tokens: number) => ({
    prompt_tokens,
    completion_tokens: tokens,
    total_tokens: prompt_tokens + tokens,
  });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let tokens = 0;
  for (const delta of pieces.slice(0, limit)) {
    for (let index = 0; index < choices && !response.destroyed; index++) {
      const { logprobs = null, ...rest } = delta;
      const form = isChat ? { delta: rest } : { text: rest.content };
      send(response, { choices: [{ index, ...form, logprobs, finish_reason: null }], usage: usage(++tokens) });
    }
    if (everyMs > 0) await pause(everyMs);
  }
  const finish_reason = pieces.length > limit ? 'length' : reason;
  for (let index = 0; index < choices; index++) {
    send(response, { choices: [{ index, ...(isChat ? { delta: {} } : { text: '' }), finish_reason }] });
  }
  send(response, { choices: [], usage: usage(tokens) });
  response.end('data: [DONE]\n\n');
}

function chatScript({ messages, tools, response_format, logprobs }: Body): Script {
  const list: { role?: unknown; content?: unknown }[] = Array.isArray(messages) ? messages : [];
  const question = JSON.stringify(list.findLast(({ role }) => role === 'user')?.content ?? '');
  if (list.at(-1)?.role === 'tool') return { pieces: said(AFTER_TOOLS), reason: 'stop' };
  if (tools && question.includes('weather')) return { pieces: WEATHER_CALLS.flatMap(callPieces), reason: 'tool_calls' };
  if (response_format) return { pieces: said(JSON_ANSWER), reason: 'stop' };
  const asked = /say (\d+) words of (\d+) letters/.exec(question);
  if (asked) return { pieces: said(`${'w'.repeat(Number(asked[2]))} `.repeat(Number(asked[1]))), reason: 'stop' };
  if (question.includes('slow'))
    return { pieces: Array.from({ length: 400 }, () => ({ content: 'slow ' })), reason: 'stop', everyMs: 20 };
  if (question.includes('think')) return { pieces: [{ reasoning_content: 'Hm.' }, ...said('Yes.')], reason: 'stop' };
  if (logprobs) return { pieces: said(PLAIN_ANSWER).map(withLogprobs), reason: 'stop' };
  return { pieces: said(PLAIN_ANSWER), reason: 'stop' };
}

const said = (text: string): Delta[] => (text.match(/\S+\s*/g) ?? []).map((content) => ({ content }));

/** As vLLM streams a call: its name first, its arguments in parts. */
const callPieces = (call: (typeof WEATHER_CALLS)[number], index: number): Delta[] => [
  { tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }] },
  { tool_calls: [{ index, function: { arguments: call.arguments.slice(0, 6) } }] },
  { tool_calls: [{ index, function: { arguments: call.arguments.slice(6) } }] },
];

const withLogprobs = (delta: Delta): Delta => ({
  ...delta,
  logprobs: { content: [{ token: delta.content, logprob: -0.25, bytes: null, top_logprobs: [] }] },
});

function send(response: ServerResponse, chunk: object): void {
  response.write(
    `data: ${JSON.stringify({ id: 'scripted', object: 'chunk', created: 0, model: 'scripted', ...chunk })}\n\n`,
  );
}

const json = (response: ServerResponse, body: object): void =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
