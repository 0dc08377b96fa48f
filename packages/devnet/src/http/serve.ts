import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { corsHeaders, isAllowedOrigin } from './origins.ts';
import { type Answer, matchPath, type Request, type Route } from './route.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export interface ServeOptions {
  routes: readonly Route[];
  port: number;
  host: string;
  /** Origins beyond this machine's own whose pages may ask. */
  allowedOrigins: readonly string[];
  /** For what nobody expected. */
  log: (line: string) => void;
}

export interface HttpServer {
  port: number;
  /** Ends open streams too. */
  stop(): Promise<void>;
}

/** @throws Error with a sentence for the reader when the port is taken. */
export async function serve(options: ServeOptions): Promise<HttpServer> {
  const server = createServer((incoming, response) => {
    handle(options, incoming, response).catch((error) => {
      options.log(`${incoming.method} ${incoming.url} failed: ${error instanceof Error ? error.stack : error}`);
      if (!response.headersSent) send(response, { status: 500, body: { error: 'the devnet failed; see its log' } });
      else response.destroy();
    });
  });
  server.listen(options.port, options.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new Error(`Port ${options.port} is taken by another program. Stop that program or choose another port.`);
    throw error;
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(options: ServeOptions, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const origin = incoming.headers.origin ?? '';
  if (!isAllowedOrigin(origin, options.allowedOrigins)) {
    const error = `pages of ${origin} may not use this wallet and chain; allow the origin when you start the devnet`;
    send(response, { status: 403, body: { error } });
    return;
  }
  for (const [name, value] of Object.entries(corsHeaders(origin))) if (value) response.setHeader(name, value);
  if (incoming.method === 'OPTIONS') {
    send(response, { status: 204 });
    return;
  }
  const url = new URL(incoming.url ?? '/', 'http://devnet');
  for (const route of options.routes) {
    if (route.method && route.method !== incoming.method) continue;
    const at = matchPath(route.path, url.pathname.replace(/(?<=.)\/$/, ''));
    if (!at) continue;
    const text = await readText(incoming);
    if (text === null) send(response, { status: 413, body: { error: 'the body is larger than 1 MiB' } });
    else send(response, await route.answer(toRequest(incoming, response, url, at, text)));
    return;
  }
  send(response, { status: 404, body: { error: `nothing at ${url.pathname}`, code: 404 } });
}

function toRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  url: URL,
  at: Record<string, string>,
  text: string,
): Request {
  const json = parseJson(text);
  const query = [...new Set(url.searchParams.keys())].map((name) => {
    const values = url.searchParams.getAll(name);
    return [name, values.length > 1 ? values : values[0]];
  });
  const fields = typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {};
  const parameters = { ...Object.fromEntries(query), ...fields };
  return {
    method: incoming.method ?? 'GET',
    url,
    at,
    parameters,
    text,
    json,
    origin: incoming.headers.origin ?? '',
    host: incoming.headers.host ?? '',
    response,
  };
}

async function readText(incoming: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function send(response: ServerResponse, answer: Answer): void {
  if (!answer) return;
  const isText = typeof answer.body === 'string';
  const type = answer.type ?? (isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
  const body = answer.body === undefined ? '' : isText ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
