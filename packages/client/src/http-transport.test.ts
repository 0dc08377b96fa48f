import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeNode, NOW_MS } from '@spindle/sealed/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnswerEvent, createClient } from './index.ts';
import { createEdge, serveEdge } from './testing/index.ts';

const QUESTION = { model: 'tiny', messages: [{ role: 'user', content: 'Who are you?' }] } as const;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function setup(handler: Handler) {
  const server = createServer((request, response) => void handler(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  return createClient({ baseUrl: `http://127.0.0.1:${port}/base`, token: 'sk-test', now: () => NOW_MS });
}

async function collect(events: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const all: AnswerEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

describe('httpTransport', () => {
  it('carries a whole answer, with the token, under a path of its own', async () => {
    const server = await serveEdge(createEdge());
    closers.push(server.close);
    const client = createClient({ baseUrl: `${server.url}/base`, token: 'sk-test', now: () => NOW_MS });
    expect((await collect(client.ask(QUESTION))).map((event) => event.kind).at(-1)).toBe('end');
    expect(await client.models()).toMatchObject({ data: [{ id: 'tiny' }] });
    expect(server.seen().match(/^\/base\/.*|^Bearer .*/gm)).toEqual(
      ['/base/relay/quote', '/base/relay', '/base/v1/models'].flatMap((path) => [path, 'Bearer sk-test']),
    );
  });

  it('brings later candidates their key over HTTP too', async () => {
    const options = { breaks: [1, 0], lateNodes: [makeNode('c')] };
    const server = await serveEdge(createEdge(options));
    closers.push(server.close);
    const client = createClient({ baseUrl: server.url, token: 'sk-test', now: () => NOW_MS });
    const events = await collect(client.ask(QUESTION));
    expect(events.map((event) => event.kind)).toContain('more');
    expect(events.map((event) => (event.kind === 'text' ? event.text : '')).join('')).toBe('Hello, you');
  });

  it("throws the broker's fault", async () => {
    const client = await setup(async (_, response) => {
      const facts = { model: 'tiny', why: 'price' };
      response.writeHead(503).end(JSON.stringify({ error: { message: '…', code: 'no_candidates', facts } }));
    });
    const fault = { code: 'no_candidates', facts: { model: 'tiny', why: 'price' } };
    await expect(collect(client.ask(QUESTION))).rejects.toMatchObject({ fault });
  });

  it('throws `internal` for an answer that is not the broker’s', async () => {
    const client = await setup(async (_, response) => void response.writeHead(502).end('<html>Bad gateway</html>'));
    const fault = { code: 'internal', facts: { reference: 'HTTP 502' } };
    await expect(collect(client.ask(QUESTION))).rejects.toMatchObject({ fault });
  });

  it('is cut when the connection breaks, and closes it when the caller stops', async () => {
    const edge = createEdge();
    let closed: Promise<unknown> | undefined;
    const client = await setup(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const body = Buffer.concat(parts);
      if (request.url?.endsWith('quote')) {
        return void response.end(JSON.stringify(await edge.quote(JSON.parse(`${body}`))));
      }
      closed = once(response, 'close');
      const frames = [];
      for await (const frame of await edge.relay(new Uint8Array(body))) frames.push(frame);
      for (const frame of frames.slice(0, 3)) response.write(frame);
    });
    const stop = new AbortController();
    const asking = (async () => {
      for await (const event of client.ask({ ...QUESTION, signal: stop.signal })) {
        if (event.kind === 'text') setTimeout(() => stop.abort(), 10);
      }
    })();
    await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
    await closed;
  });
});
