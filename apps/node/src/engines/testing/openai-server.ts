import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface Seen {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
  isClosedEarly: boolean;
}

export interface OpenAiServer {
  url: string;
  models: string[];
  /** `owned_by` of its models; null leaves it out. */
  owner: string | null;
  /** Its list of models, as its program tells it; null makes one of `models`. */
  listed: readonly object[] | null;
  /** What it tells at paths of its own, each as JSON, or text where it is one. A number is a status. */
  pages: Record<string, object | string | number>;
  /** How often each path of its own was asked, and over how many connections. */
  asked: string[];
  connections: number;
  /** How long it thinks about such a page, and how many it was thinking about at the same time at most. */
  pageMs: number;
  mostPages: number;
  /** Key that it wants; null wants none. */
  key: string | null;
  /** What it does with a question. */
  respond: (response: ServerResponse, body: Record<string, unknown>, path: string) => void;
  seen: Seen[];
  /** Closes the connections that no answer runs on. */
  dropIdle(): void;
  close(): Promise<void>;
}

const PATHS = ['/v1/chat/completions', '/v1/completions', '/v1/embeddings'];

/** A small real HTTP server that speaks like vLLM and its kin. */
export async function startOpenAiServer(): Promise<OpenAiServer> {
  let openPages = 0;
  const server = createServer(async (request, response) => {
    if (engine.key && request.headers.authorization !== `Bearer ${engine.key}`)
      return sendJson(response, 401, { error: 'key' });
    const path = request.url ?? '';
    const owned = engine.owner === null ? {} : { owned_by: engine.owner };
    const listed = engine.listed ?? engine.models.map((id) => ({ id, ...owned }));
    if (path === '/v1/models') return sendJson(response, 200, { data: listed });
    const page = engine.pages[path];
    if (page !== undefined) {
      engine.asked.push(path);
      engine.mostPages = Math.max(engine.mostPages, ++openPages);
      if (engine.pageMs > 0) await pause(engine.pageMs);
      openPages--;
      return sendPage(response, page);
    }
    if (!PATHS.includes(path)) return sendJson(response, 404, { error: { message: 'no such path' } });
    let text = '';
    for await (const piece of request.setEncoding('utf8')) text += piece;
    const seen: Seen = { path, headers: request.headers, body: JSON.parse(text), isClosedEarly: false };
    engine.seen.push(seen);
    response.on('close', () => {
      seen.isClosedEarly = !response.writableFinished;
    });
    engine.respond(response, seen.body, path);
  });
  server.on('connection', () => engine.connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const engine: OpenAiServer = {
    url: `http://127.0.0.1:${port}/v1`,
    models: ['tiny'],
    owner: null,
    listed: null,
    pages: {},
    asked: [],
    connections: 0,
    pageMs: 0,
    mostPages: 0,
    key: null,
    respond: (response) =>
      sendChunks(response, [textChunk('hello '), textChunk('world'), finishChunk('stop'), usageChunk(9, 2)]),
    seen: [],
    dropIdle: () => server.closeIdleConnections(),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return engine;
}

function sendPage(response: ServerResponse, page: object | string | number): void {
  if (typeof page === 'number') sendJson(response, page, {});
  else if (typeof page === 'object') sendJson(response, 200, page);
  else response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(page);
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Chunks as server-sent events, and the end that OpenAI's servers send. */
export function sendChunks(response: ServerResponse, chunks: object[], end = 'data: [DONE]\n\n'): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const chunk of chunks) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  response.end(end);
}

const choice = (delta: object, finish: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason: finish }],
});
export const textChunk = (content: string) => choice({ content });
export const deltaChunk = choice;
export const finishChunk = (reason: string) => choice({}, reason);
export const usageChunk = (input: number, output: number, cached = 0) => ({
  choices: [],
  usage: { prompt_tokens: input, completion_tokens: output, prompt_tokens_details: { cached_tokens: cached } },
});
