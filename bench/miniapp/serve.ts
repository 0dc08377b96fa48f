import path from 'node:path';
import fastify from 'fastify';
import { serveMiniApp } from '../../apps/api/src/doors/miniapp/serve-files.ts';
import { recordedBroker, whoIn } from '../../tests/visual/broker.ts';
import type { Recording } from '../../tests/visual/recording.ts';

const DIST = path.resolve(import.meta.dirname, '../../apps/miniapp/dist');

export interface Served {
  url: string;
  close(): Promise<void>;
}

/** The built Mini App as the broker serves it, with what a broker answered once: what is measured is the phone's part. */
export async function serve(recording: Recording, extra: ReadonlyMap<string, Buffer> = new Map()): Promise<Served> {
  const { broker } = recordedBroker(recording);
  const app = fastify();
  app.get('/bench/:name', (request, reply) => {
    const name = request.url.slice('/bench/'.length);
    const type = name.endsWith('.css') ? 'text/css' : name.endsWith('.js') ? 'text/javascript' : 'text/html';
    return reply.type(type).send(extra.get(name) ?? '');
  });
  app.all<{ Params: { '*': string }; Querystring: { input?: string } }>('/trpc/*', async (request, reply) => {
    const inputs = request.method === 'POST' ? request.body : JSON.parse(request.query.input ?? '{}');
    const who = whoIn(request.headers.authorization);
    const routes = request.params['*'].split(',');
    return reply.send(await Promise.all(routes.map((route, at) => broker(who, ...asRecorded(route, inputs?.[at])))));
  });
  await serveMiniApp(app, { directory: DIST, publicUrl: 'http://127.0.0.1', devWalletUrl: null });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return { url, close: () => app.close() };
}

/** Whoever comes by Telegram is the recorded developer. */
const asRecorded = (route: string, input: unknown): [string, unknown] =>
  route === 'auth.telegram' ? ['auth.dev', { json: { as: 'developer', secret: 'recorded' } }] : [route, input];
