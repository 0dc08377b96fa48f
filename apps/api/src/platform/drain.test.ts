import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDrain, type Drain } from './drain.ts';
import { createHttpServer } from './http-server.ts';

let app: ReturnType<typeof createHttpServer>;
let drain: Drain;
let url: string;
let finish: () => void;

beforeEach(async () => {
  app = createHttpServer({ error: () => {} });
  drain = createDrain(app, (path) => path === '/healthz');
  app.get('/healthz', () => ({ ok: true }));
  app.get('/quick', () => ({ ok: true }));
  app.get('/slow', (_, reply) => {
    reply.hijack();
    reply.raw.writeHead(200).write('first ');
    finish = () => reply.raw.end('last');
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address() as AddressInfo;
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(() => app.close());

/** @returns what tells whether all has ended by now. */
function watchIdle(): () => boolean {
  let isIdle = false;
  void drain.idle().then(() => {
    isIdle = true;
  });
  return () => isIdle;
}

it('lets the answer in work end whole, and only then is idle', async () => {
  const reply = await fetch(`${url}/slow`);
  drain.begin();
  const isIdle = watchIdle();
  await fetch(`${url}/healthz`);
  expect(isIdle()).toBe(false);
  finish();
  expect(await reply.text()).toBe('first last');
  await expect.poll(isIdle).toBe(true);
});

it('is idle when the reader has gone', async () => {
  const leaving = new AbortController();
  await fetch(`${url}/slow`, { signal: leaving.signal });
  drain.begin();
  const isIdle = watchIdle();
  leaving.abort();
  await expect.poll(isIdle).toBe(true);
});

it('refuses whoever comes with when to come again, on a connection that ends', async () => {
  expect((await fetch(`${url}/quick`)).status).toBe(200);
  expect(drain.refusal).toBeNull();
  drain.begin();
  for (const path of ['/quick', '/nowhere']) {
    const refused = await fetch(url + path);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(refused.headers.get('connection')).toBe('close');
    expect(await refused.json()).toMatchObject({ error: { code: 'shutting_down', facts: { retryAfterSeconds: 5 } } });
  }
});

it('leaves those alone who answer to the end', async () => {
  drain.begin();
  expect(await (await fetch(`${url}/healthz?now`)).json()).toEqual({ ok: true });
});
