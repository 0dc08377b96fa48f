import { bindServices } from './bind-services.ts';
import { closeBroker } from './close-broker.ts';
import type { Config } from './config/index.ts';
import { createDeps, type Deps } from './deps.ts';
import { openAllowListDoor } from './doors/allow-list/index.ts';
import { openClientsDoor } from './doors/clients/index.ts';
import { startClockwork } from './doors/clockwork/index.ts';
import { openDevelopersDoor } from './doors/developers/index.ts';
import { openDocsDoor } from './doors/docs/index.ts';
import { openEvidenceDoor } from './doors/evidence/index.ts';
import {
  isMiniAppCall,
  openEarningsRoute,
  openExportRoute,
  openMiniAppDoor,
  openStatementRoute,
  serveMiniApp,
} from './doors/miniapp/index.ts';
import { openNodesDoor } from './doors/nodes/index.ts';
import { createMetrics, isOperatorsPath, type Metrics, openOperatorsDoor } from './doors/operators/index.ts';
import { openPolicyDoor } from './doors/policy/index.ts';
import { actorOfSession, bannedActorOfSession, dropExpiredLogins } from './modules/accounts/index.ts';
import { keepTiers } from './modules/attestation/index.ts';
import { payoutStop } from './modules/audit/index.ts';
import { keepBadges } from './modules/canaries/index.ts';
import { watchPrices } from './modules/console/index.ts';
import { queueClaims, sendCredits } from './modules/escrow/index.ts';
import { keepMaintenance } from './modules/listings/index.ts';
import { appointAdmins, checkListings, dropOldShown } from './modules/moderation/index.ts';
import { createDrain } from './platform/drain.ts';
import { createHttpServer } from './platform/http-server.ts';
import type { Logger } from './platform/index.ts';
import { autoApproveRule, verifiedRule } from './policy-rules.ts';

export interface Broker {
  listen(): Promise<void>;
  /** Lets nobody new in, lets answers in work end (at most `drainMs` of the config), then closes what was opened. */
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
    treasury: () => deps.treasury.status(),
    activeRequests: () => deps.relay.active,
    waitingRequests: () => deps.admission.waiting,
    chainTroubleSinceMs: () => deps.follower.trouble()?.sinceMs ?? null,
    contradictedAccounts: () => deps.follower.contradicted().length,
    chainEndpoints: () => deps.reader.endpoints(),
    evidenceDisagreements: () => deps.evidence.disagreements(),
    auditDifferences: () => deps.reconciler.differences(),
    isPayoutStopped: async () => (await payoutStop(deps)) !== null,
    outbox: () => deps.outbox.status(),
  });
  const app = createHttpServer(log);
  const drain = createDrain(app, (path) => isOperatorsPath(path) || isMiniAppCall(path));
  openOperatorsDoor(app, {
    metrics,
    outbox: () => deps.outbox.status(),
    isDraining: () => drain.refusal !== null,
  });
  openNodesDoor(app, { nodes: deps.nodes, pairings: deps.pairings, log });
  await openMiniAppDoor(app, {
    services: bindServices(deps),
    actorOfSession: (token) => actorOfSession(deps.people, token),
    bannedActorOfSession: (token) => bannedActorOfSession(deps.people, token),
    refusal: () => drain.refusal,
    log,
  });
  openExportRoute(app, deps);
  const place = { networkId: config.chain.networkId, localUrl: config.devWalletUrl };
  openEarningsRoute(app, deps);
  openStatementRoute(app, { ...deps, place });
  openClientsDoor(app, deps);
  openDevelopersDoor(app, deps);
  openDocsDoor(app, config);
  openPolicyDoor(app, deps);
  openEvidenceDoor(app, deps);
  openAllowListDoor(app, deps);
  const { miniappDir, publicUrl, devWalletUrl } = config;
  if (miniappDir) await serveMiniApp(app, { directory: miniappDir, publicUrl, devWalletUrl });
  await appointAdmins(deps.people);
  await deps.rates.refresh();
  if (!deps.treasury.canSign)
    log.warn('TREASURY_SEED is not set: this broker sends nothing on chain, and only follows');
  const clockwork = startClockwork({
    ...{ log, chainPollMs: config.chain.pollMs, checkEveryMs: config.checks.everyMs },
    ...duties(deps),
  });
  return {
    listen: async () => {
      await app.listen({ host: config.host, port: config.port });
    },
    close: () => closeBroker({ deps, app, drain, clockwork, drainMs: config.drainMs, log }),
  };
}

/** What clockwork does, again and again. */
function duties({
  config,
  db,
  clock,
  log,
  treasury,
  allowList,
  follower,
  earnings,
  ledger,
  usage,
  nodes,
  evidence,
  rates,
  people,
  replays,
  batches,
  reconciler,
  checks,
  outbox,
  pairings,
  policy,
  notices,
  balances,
  outages,
}: Deps) {
  return {
    followChannels: () => follower.follow(),
    readAllowList: () => allowList.look(),
    queueClaims: () =>
      queueClaims({ db, clock, log, treasury, claimThresholdNano: config.treasury.claimThresholdNano }),
    sendCredits: () => sendCredits({ db, clock, log, ledger, treasury }),
    sendOutgoing: () => treasury.send(),
    promiseEarnings: () => earnings.promise(),
    fundEarnings: () => earnings.fund(),
    payOut: () => earnings.payOut(),
    tellNodes: () => earnings.tellNodes(),
    releaseExpiredHolds: () => usage.releaseExpired(),
    refreshRates: () => rates.refresh(),
    dropExpiredLogins: () => dropExpiredLogins(people),
    dropExpiredPairings: () => pairings.dropExpired(),
    makeUsagePartitions: () => usage.makePartitions(),
    dropExpiredReplies: () => replays.dropExpired(),
    dropExpiredBatches: () => batches.dropExpired(),
    reconcile: () => reconciler.look(),
    askMachines: () => checks.run(),
    dropOldChecks: () => checks.dropOld(),
    judgeEvidence: () => evidence.again(),
    keepTiers: () => keepTiers({ db, clock }),
    keepRecords: () => nodes.keepDays(),
    keepBadges: () => keepBadges({ db, clock, rule: verifiedRule(policy) }),
    handleEvents: () => outbox.handle(),
    dropOldEvents: () => outbox.dropOld(),
    keepMaintenance: () => keepMaintenance({ db, clock, nodes }),
    watchPrices: () => watchPrices(people),
    checkListings: () => checkListings({ ...people, log, autoApprove: autoApproveRule(policy) }),
    sumUpHours: () => usage.sumUpHours(),
    refreshPolicy: () => policy.refresh(),
    watchBalances: () => balances.look(),
    watchOutages: () => outages.look(),
    dropOldNotices: () => notices.dropOld(),
    dropOldShown: () => dropOldShown({ db, clock }),
  };
}
