import { bindServices } from './bind-services.ts';
import type { Config } from './config.ts';
import { createDeps, type Deps } from './deps.ts';
import { openClientsDoor } from './doors/clients/index.ts';
import { startClockwork } from './doors/clockwork/index.ts';
import { openDevelopersDoor } from './doors/developers/index.ts';
import { openExportRoute, openMiniAppDoor, serveMiniApp } from './doors/miniapp/index.ts';
import { openNodesDoor } from './doors/nodes/index.ts';
import { createMetrics, type Metrics, openOperatorsDoor } from './doors/operators/index.ts';
import { actorOfSession, dropExpiredLogins } from './modules/accounts/index.ts';
import { createHttpServer } from './platform/http-server.ts';
import type { Logger } from './platform/index.ts';

export interface Broker {
  listen(): Promise<void>;
  /** Lets nobody new in, lets answers in work end, then closes what was opened, in reverse order. */
  close(): Promise<void>;
}

/** Builds the market and opens its doors. The database must be migrated. */
export async function openBroker(config: Config, log: Logger): Promise<Broker> {
  let metrics: Metrics | null = null;
  const deps = await createDeps(config, log, {
    requestEnded: (finished, code) => metrics?.requestEnded({ code, ...finished }),
    requestEntered: (queuedMs) => metrics?.requestEntered(queuedMs),
    requestRefused: (code) => metrics?.requestRefused(code),
  });
  metrics = createMetrics({
    linkedNodes: () => deps.nodes.linked().length,
    activeRequests: () => deps.relay.active,
    waitingRequests: () => deps.admission.waiting,
    chainTroubleSinceMs: () => deps.follower.trouble()?.sinceMs ?? null,
  });
  const app = createHttpServer(log);
  openOperatorsDoor(app, { metrics, askDatabase: () => deps.db.pool.query('SELECT 1') });
  openNodesDoor(app, { nodes: deps.nodes, log });
  await openMiniAppDoor(app, {
    services: bindServices(deps),
    actorOfSession: (token) => actorOfSession(deps.people, token),
    log,
  });
  openExportRoute(app, deps);
  openClientsDoor(app, deps);
  openDevelopersDoor(app, deps);
  const { miniappDir, publicUrl, devWalletUrl } = config;
  if (miniappDir) await serveMiniApp(app, { directory: miniappDir, publicUrl, devWalletUrl });
  await deps.rates.refresh();
  const clockwork = startClockwork({ log, chainPollMs: config.chain.pollMs, ...duties(deps) });
  return {
    listen: async () => {
      await app.listen({ host: config.host, port: config.port });
    },
    close: async () => {
      await clockwork.stop();
      await Promise.all([deps.relay.close(), deps.nodes.close()]);
      await app.close();
      await deps.db.close();
    },
  };
}

/** What clockwork does, again and again. */
function duties({ follower, usage, rates, people }: Deps) {
  return {
    followChannels: () => follower.follow(),
    releaseExpiredHolds: () => usage.releaseExpired(),
    refreshRates: () => rates.refresh(),
    dropExpiredLogins: () => dropExpiredLogins(people),
    makeUsagePartitions: () => usage.makePartitions(),
  };
}
