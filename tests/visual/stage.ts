import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { contentPolicy } from '../../apps/api/src/doors/miniapp/content-policy.ts';
import { type Broker, OFFLINE, PAGE_OF, whoAsks } from './broker.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const FONTS = path.dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/package.json'));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface Stage {
  url: string;
  close(): Promise<void>;
}

/** The built Mini App with this broker behind it, and the gallery, on a port of this machine. */
export async function openStage(broker: Broker, galleryDir: string | null = null): Promise<Stage> {
  const server = createServer((request, response) => {
    answer(request, response, broker, galleryDir).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { url: `http://127.0.0.1:${port}`, close };
}

async function answer(request: IncomingMessage, response: ServerResponse, broker: Broker, galleryDir: string | null) {
  const url = new URL(request.url ?? '/', 'http://stage');
  if (url.pathname.startsWith('/trpc/')) return answerCalls(request, response, url, broker);
  if (url.pathname === '/visual/font.css') return send(response, '.css', FONT);
  if (url.pathname.startsWith('/visual/files/')) return sendFile(response, path.join(FONTS, url.pathname.slice(8)));
  if (galleryDir && url.pathname.startsWith('/gallery/')) {
    return sendPage(response, path.join(galleryDir, url.pathname.slice(9) || 'gallery.html'));
  }
  const file = path.join(ROOT, 'apps/miniapp/dist', url.pathname);
  const isFile = existsSync(file) && statSync(file).isFile();
  return sendPage(response, isFile ? file : path.join(ROOT, 'apps/miniapp/dist/index.html'));
}

/** Every call of a batch has its own answer, in the same order. */
async function answerCalls(request: IncomingMessage, response: ServerResponse, url: URL, broker: Broker) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = request.method === 'POST' ? Buffer.concat(chunks).toString() : url.searchParams.get('input');
  const inputs = JSON.parse(text || '{}');
  const routes = url.pathname.slice('/trpc/'.length).split(',');
  const { authorization, [PAGE_OF]: pageOf } = request.headers;
  const answers = await Promise.all(
    routes.map((route, at) => broker(whoAsks(route, authorization, pageOf), route, inputs[at])),
  );
  if (answers.includes(OFFLINE)) return send(response, '.html', '<!doctype html>');
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answers));
}

/** Pages get one typeface on every machine: what the system has differs from one to the next. */
function sendPage(response: ServerResponse, file: string): void {
  const body = readFileSync(file);
  const extension = path.extname(file);
  const font = '<link rel="stylesheet" href="/visual/font.css" /></head>';
  send(response, extension, extension === '.html' ? body.toString().replace('</head>', font) : body);
}

function sendFile(response: ServerResponse, file: string): void {
  send(response, path.extname(file), readFileSync(file));
}

/** A page keeps its files, as the broker lets it: fetched and compiled anew by each, they were a fifth of what pictures cost. */
function send(response: ServerResponse, extension: string, body: string | Buffer): void {
  const policy =
    extension === '.html'
      ? { 'content-security-policy': contentPolicy(null) }
      : { 'cache-control': 'public, max-age=31536000, immutable' };
  response.writeHead(200, { 'content-type': TYPES[extension] ?? 'application/octet-stream', ...policy }).end(body);
}

const RANGES = {
  latin: 'U+0000-00FF, U+0131, U+2000-206F, U+20AC, U+2122, U+2190-2193, U+2212, U+2248',
  cyrillic: 'U+0301, U+0400-045F, U+0490-0491, U+04B0-04B1, U+2116',
};
const FONT = `${Object.entries(RANGES)
  .map(
    ([name, range]) =>
      `@font-face { font-family: Visual; font-weight: 100 900; font-display: block; unicode-range: ${range};
  src: url(/visual/files/inter-${name}-wght-normal.woff2) format("woff2"); }`,
  )
  .join('\n')}
:root { --font: Visual, sans-serif !important; --mono: Visual, monospace !important; }
`;
