import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const compress = promisify(gzip);
const FOREVER = 'public, max-age=31536000, immutable';
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Sends the parts of the Mini App a third of their size: on a slow phone network they are most of the wait. Each is compressed when
 * it is first asked for, and kept: their names change with what is in them. Whoever cannot read gzip gets the file.
 */
export function compressFiles(app: FastifyInstance, directory: string): void {
  const assets = path.join(directory, 'assets');
  const names = new Set((existsSync(assets) ? readdirSync(assets) : []).filter((name) => path.extname(name) in TYPES));
  const kept = new Map<string, Promise<Buffer>>();
  const compressed = (name: string): Promise<Buffer> => {
    const bytes = kept.get(name) ?? compress(readFileSync(path.join(assets, name)), { level: 9 });
    kept.set(name, bytes);
    return bytes;
  };
  app.addHook('onRequest', async (request, reply) => {
    const [, name = ''] = /^\/assets\/([\w.-]+)$/.exec(request.url) ?? [];
    const isRead = request.method === 'GET' && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    if (!isRead || !names.has(name)) return;
    reply.headers({
      'content-type': TYPES[path.extname(name)],
      'content-encoding': 'gzip',
      'cache-control': FOREVER,
      vary: 'accept-encoding',
    });
    return reply.send(await compressed(name));
  });
}
