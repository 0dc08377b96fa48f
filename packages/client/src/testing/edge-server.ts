import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorEntry, FaultError } from '@spindle/shared';
import { errorBody } from '../openai/error-body.ts';
import type { Edge } from './edge.ts';

export interface EdgeServer {
  url: string;
  /** Every byte that came in: addresses, headers, bodies. */
  seen(): string;
  close(): void;
}

/** The edge behind real HTTP, as a market's clients' door. */
export async function serveEdge(edge: Edge): Promise<EdgeServer> {
  let seen = '';
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    seen += `${request.url}\n${request.rawHeaders.join('\n')}\n${body.toString('latin1')}\n`;
    try {
      await answer(edge, request.url ?? '', body, response);
    } catch (error) {
      if (!(error instanceof FaultError) || response.headersSent) return void response.destroy();
      response.writeHead(errorEntry(error.fault.code).status).end(JSON.stringify(errorBody(error.fault)));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, seen: () => seen, close };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** Under any path of its own, as a market behind a proxy may be. */
async function answer(edge: Edge, url: string, body: Buffer, response: ServerResponse): Promise<void> {
  if (url.endsWith('/relay/quote')) return void response.end(JSON.stringify(await edge.quote(JSON.parse(`${body}`))));
  if (url.endsWith('/v1/models')) return void response.end(JSON.stringify(await edge.models?.()));
  if (url.endsWith('/relay/more')) {
    await edge.more(JSON.parse(`${body}`));
    return void response.end('{}');
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  for await (const chunk of await edge.relay(new Uint8Array(body), gone.signal)) {
    if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal }).catch(() => null);
    if (gone.signal.aborted) return;
  }
  response.end();
}
