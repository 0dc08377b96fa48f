import type { IncomingMessage } from 'node:http';

const ROUTES = [
  '/healthz',
  '/v1/chat/completions',
  '/v1/completions',
  '/v1/embeddings',
  '/v1/models',
  '/v1/files',
  '/v1/batches',
];

/** The route of a request for the log. What else stands in an address may be anything, so it is left out. */
export function routeName({ method = 'GET', url = '' }: IncomingMessage): string {
  const { pathname } = new URL(url, 'http://sidecar');
  return `${method} ${ROUTES.find((route) => pathname === route || pathname.startsWith(`${route}/`)) ?? 'elsewhere'}`;
}
