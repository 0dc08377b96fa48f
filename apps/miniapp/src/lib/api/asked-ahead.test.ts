import { createServer } from 'node:http';
import type { AppRouter } from '@spindle/api/router';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { askAhead, type Call, takeAsked } from './asked-ahead.ts';
import { wire } from './wire.ts';

/** A broker that notes what it is asked, and says which request it was. */
const asked: string[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  asked.push(`${request.method} ${request.url} ${Buffer.concat(chunks)}`);
  const answer = { result: { data: { json: asked.length } } };
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify([answer, answer]));
});
let base = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/trpc`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
});

function client() {
  const link = httpBatchLink({
    url: base,
    transformer: wire,
    fetch: (address, init) => takeAsked(String(address)) ?? fetch(address, { ...init, signal: init?.signal ?? null }),
  });
  return createTRPCClient<AppRouter>({ links: [link] });
}

const INPUT = JSON.stringify({ 0: wire.serialize(undefined), 1: wire.serialize({}) });

const CALLS: readonly Call[] = [['app.config'], ['market.models', {}]];
const ask = (api: ReturnType<typeof client>) => Promise.all([api.app.config.query(), api.market.models.query({})]);

it('what was asked ahead is not asked again, and once more when it is wanted again', async () => {
  const api = client();
  askAhead(base, 'query', CALLS);
  expect(await ask(api)).toEqual([1, 1]);
  expect(asked).toHaveLength(1);
  expect(await ask(api)).toEqual([2, 2]);
  // The request is the very one that the client makes by itself.
  expect(asked[0]).toBe(asked[1]);
});

it('so is a login', async () => {
  const login = { initData: 'user=%7B%22id%22%3A42%7D&hash=x' };
  askAhead(base, 'mutation', [['auth.telegram', login]]);
  expect(await client().auth.telegram.mutate(login)).toBe(1);
  expect(await client().auth.telegram.mutate(login)).toBe(2);
  expect(asked[0]).toBe(asked[1]);
});

it('a failure is told to whoever takes the answer', async () => {
  askAhead('http://127.0.0.1:1', 'query', CALLS);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const address = `http://127.0.0.1:1/app.config,market.models?batch=1&input=${encodeURIComponent(INPUT)}`;
  await expect(takeAsked(address)).rejects.toThrow();
  expect(takeAsked(address)).toBeUndefined();
});
