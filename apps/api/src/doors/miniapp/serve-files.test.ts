import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveMiniApp } from './serve-files.ts';

const SCRIPT = 'export const answer = 42;\n'.repeat(200);
const directory = mkdtempSync(path.join(os.tmpdir(), 'spindle-files-'));
let app: FastifyInstance;

beforeAll(async () => {
  mkdirSync(path.join(directory, 'assets'));
  writeFileSync(path.join(directory, 'index.html'), '<!doctype html>');
  for (const [end, bytes] of Object.entries({ '': SCRIPT, '.gz': gzipSync(SCRIPT), '.br': brotliCompressSync(SCRIPT) }))
    writeFileSync(path.join(directory, 'assets', `part.js${end}`), bytes);
  writeFileSync(path.join(directory, 'assets', 'icon.png'), 'png');
  app = fastify();
  await serveMiniApp(app, { directory, publicUrl: 'https://spindle.test', devWalletUrl: null });
});

afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true, force: true });
});

const get = (url: string, encoding?: string) =>
  app.inject({ url, headers: encoding === undefined ? {} : { 'accept-encoding': encoding } });

it.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
])('sends scripts compressed to whoever reads %s, for ever', async (accepted, encoding, open) => {
  const reply = await get('/assets/part.js', accepted);
  expect(reply.headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
  expect(reply.headers['content-type']).toContain('javascript');
  expect(reply.headers['cache-control']).toContain('immutable');
  expect(reply.rawPayload.length).toBeLessThan(SCRIPT.length / 10);
  expect(open(reply.rawPayload).toString()).toBe(SCRIPT);
});

it.each([
  ['/assets/part.js', undefined, SCRIPT],
  ['/assets/part.js', 'identity', SCRIPT],
  ['/assets/icon.png', 'gzip', 'png'],
])('sends %s to «%s» as it is', async (url, encoding, body) => {
  const reply = await get(url, encoding);
  expect(reply.headers['content-encoding']).toBeUndefined();
  expect(reply.body).toBe(body);
});

it.each(['gzip', 'br', undefined])('guards pages for whoever reads %s', async (encoding) => {
  for (const url of ['/', '/index.html']) {
    const reply = await get(url, encoding);
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
    expect(reply.headers['content-encoding']).toBeUndefined();
  }
});

it.each(['/assets/missing.js', '/assets/../index.html', '/assets/%2e%2e/index.html'])(
  'has nothing else at %s',
  async (url) => {
    const reply = await get(url, 'gzip');
    expect(reply.headers['content-encoding']).toBeUndefined();
  },
);
