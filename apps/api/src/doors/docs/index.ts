import { createRequire } from 'node:module';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from './openapi.ts';
import { PAGE, START } from './page.ts';

export { openApiDocument } from './openapi.ts';
export { OPERATIONS } from './operations.ts';

const require = createRequire(import.meta.url);
/** The page runs our own scripts alone, and talks to nobody else. The viewer writes styles into its elements. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const VIEWER_FILES = /^(swagger-ui\.css|swagger-ui-bundle\.js)$/;

/** `/openapi.json`, and `/docs`: the same as a page. Nothing of it needs a key. */
export function openDocsDoor(app: FastifyInstance, { publicUrl }: { publicUrl: string }): void {
  const document = JSON.stringify(openApiDocument(publicUrl));
  app.get('/openapi.json', (_, reply) =>
    reply.header('access-control-allow-origin', '*').type('application/json').send(document),
  );
  app.register(async (scope) => {
    scope.addHook('onSend', async (_, reply) => {
      reply.headers({ 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' });
    });
    await scope.register(fastifyStatic, {
      root: path.dirname(require.resolve('swagger-ui-dist/package.json')),
      serve: false,
      decorateReply: !app.hasReplyDecorator('sendFile'),
    });
    scope.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
    scope.get('/docs/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(START));
    scope.get<{ Params: { file: string } }>('/docs/:file', (request, reply) =>
      VIEWER_FILES.test(request.params.file) ? reply.sendFile(request.params.file) : reply.callNotFound(),
    );
  });
}
