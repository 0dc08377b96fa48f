import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import { COIN } from '@spindle/shared';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

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
  const policy = contentPolicy(options.devWalletUrl);
  app.get('/tonconnect-manifest.json', (_, reply) =>
    reply.header('access-control-allow-origin', '*').send(walletManifest(options.publicUrl)),
  );
  if (!existsSync(path.join(options.directory, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: options.directory,
    index: false,
    cacheControl: false,
    setHeaders: (response, file) => {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`);
      response.setHeader('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = (_: FastifyRequest, reply: FastifyReply) =>
    reply
      .header('content-security-policy', policy)
      .header('referrer-policy', 'no-referrer')
      .header('x-content-type-options', 'nosniff')
      .sendFile('index.html');
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

/** Telegram's web clients may frame us; wallets' bridges and icons are on hosts of their own, so those go by https. */
function contentPolicy(devWalletUrl: string | null): string {
  const wallet = devWalletUrl ? ` ${new URL(devWalletUrl).origin}` : '';
  return [
    "default-src 'self'",
    `script-src 'self'${wallet}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: https:${wallet}`,
    `connect-src 'self' https:${wallet}`,
    `frame-src 'self' https:${wallet}`,
    "frame-ancestors 'self' https://web.telegram.org https://*.telegram.org",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ');
}
