import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NOW_MS } from '@spindle/sealed/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnswerEvent, createClient } from './index.ts';
import { createEdge, type Edge } from './testing/index.ts';

const QUESTION = { model: 'tiny', messages: [{ role: 'user', content: 'Who are you?' }] } as const;
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The edge behind real HTTP. */
const edgeDoor =
  (edge: Edge): Handler =>
  async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts);
    if (request.url === '/base/relay/quote') {
      response.end(JSON.stringify(await edge.quote(JSON.parse(body.toString()))));
    } else if (request.url === '/base/v1/models') {
      response.end(JSON.stringify(await edge.models?.()));
    } else {
      for await (const chunk of await edge.relay(new Uint8Array(body))) response.write(chunk);
      response.end();
    }
  };

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
    const tokens = new Set<string | undefined>();
    const door = edgeDoor(createEdge());
    const client = await setup((request, response) => {
      tokens.add(request.headers.authorization);
      return door(request, response);
    });
    expect((await collect(client.ask(QUESTION))).map((event) => event.kind).at(-1)).toBe('end');
    expect(await client.models()).toMatchObject({ data: [{ id: 'tiny' }] });
    expect([...tokens]).toEqual(['Bearer sk-test']);
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
      if (request.url?.endsWith('quote')) return edgeDoor(edge)(request, response);
      closed = once(response, 'close');
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const frames = [];
      for await (const frame of await edge.relay(new Uint8Array(Buffer.concat(parts)))) frames.push(frame);
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
