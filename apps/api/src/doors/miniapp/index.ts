import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import type { FastifyInstance } from 'fastify';
import { type ContextParts, createContext } from './context.ts';
import { type AppRouter, appRouter } from './router.ts';

export { toAppConfig } from './app-config.ts';
export { bindDisputeServices } from './bind-disputes.ts';
export { bindBuyerReviews } from './bind-reviews.ts';
export { bindPeopleServices, type PeopleServices } from './bind-services.ts';
export { bindConsole } from './console/bind-console.ts';
export { openEarningsRoute } from './console/export-earnings.ts';
export { exportSecretOf } from './export-ticket.ts';
export { exportLink, openExportRoute } from './export-usage.ts';
export { serveMiniApp } from './serve-files.ts';
export type { MiniAppServices } from './services.ts';
export { openStatementRoute, statementLink } from './statement/export-statement.ts';

const PREFIX = '/trpc';

/** These refuse in tRPC's own form, which the Mini App can read. */
export const isMiniAppCall = (path: string): boolean => path.startsWith(`${PREFIX}/`);

/** tRPC for the Mini App. */
export async function openMiniAppDoor(app: FastifyInstance, parts: ContextParts): Promise<void> {
  const trpcOptions: FastifyTRPCPluginOptions<AppRouter>['trpcOptions'] = {
    router: appRouter,
    createContext: ({ req }) => createContext(parts, req.headers),
  };
  await app.register(fastifyTRPCPlugin, { prefix: PREFIX, trpcOptions });
}
