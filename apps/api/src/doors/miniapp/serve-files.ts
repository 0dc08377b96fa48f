import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { COIN } from '@spindle/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentPolicy } from './content-policy.ts';

export interface FilesOptions {
  /** The built Mini App. */
  directory: string;
  publicUrl: string;
  /** Origin of the development wallet, which may then run scripts and frames; null in production. */
  devWalletUrl: string | null;
}

/**
 * Serves the built Mini App: its files, `index.html` for its deep links, and the manifest that wallets read.
 * The content policy lets no script run but our own (and the development wallet's, in the local world).
 */
export async function serveMiniApp(app: FastifyInstance, options: FilesOptions): Promise<void> {
  const headersOfPages = {
    'content-security-policy': contentPolicy(options.devWalletUrl),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
  app.get('/tonconnect-manifest.json', (_, reply) =>
    reply.header('access-control-allow-origin', '*').send(walletManifest(options.publicUrl)),
  );
  if (!existsSync(path.join(options.directory, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: options.directory,
    index: false,
    cacheControl: false,
    // The build lays the compressed forms of its scripts and styles beside them.
    preCompressed: true,
    setHeaders: (response, file) => {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`);
      if (isHashed) response.setHeader('vary', 'accept-encoding');
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      // By whatever name a page is asked for, `index.html` too.
      if (!file.endsWith('.html')) return;
      for (const [name, value] of Object.entries(headersOfPages)) response.setHeader(name, value);
    },
  });
  const page = (_: FastifyRequest, reply: FastifyReply) => reply.sendFile('index.html');
  app.get('/', page);
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (isPage && !path.extname(request.url.split('?')[0] ?? '')) return page(request, reply);
    return reply.code(404).send({
      error: {
        code: 'not_found',
        message: 'There is nothing at this address.',
        type: 'not_found_error',
        param: null,
      },
    });
  });
}

/** What the wallet shows when it is asked to connect. */
function walletManifest(publicUrl: string) {
  return { url: publicUrl, name: `Spindle – AI compute for ${COIN.symbol}`, iconUrl: `${publicUrl}/icon.png` };
}
