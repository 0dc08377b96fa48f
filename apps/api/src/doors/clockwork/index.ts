import type { ModuleLog } from '../../platform/index.ts';
import { type Loop, startLoop } from './loop.ts';

export interface ClockworkParts {
  log: ModuleLog;
  /** How often the chain is read. */
  chainPollMs: number;
  /** How often the market looks whom it should ask itself; 0 for never. */
  checkEveryMs: number;
  followChannels(): Promise<unknown>;
  readAllowList(): Promise<unknown>;
  queueClaims(): Promise<unknown>;
  sendCredits(): Promise<unknown>;
  sendOutgoing(): Promise<unknown>;
  promiseEarnings(): Promise<unknown>;
  fundEarnings(): Promise<unknown>;
  payOut(): Promise<unknown>;
  tellNodes(): Promise<unknown>;
  releaseExpiredHolds(): Promise<unknown>;
  refreshRates(): Promise<unknown>;
  dropExpiredLogins(): Promise<unknown>;
  dropExpiredPairings(): Promise<unknown>;
  makeUsagePartitions(): Promise<unknown>;
  dropExpiredReplies(): Promise<unknown>;
  dropExpiredBatches(): Promise<unknown>;
  reconcile(): Promise<unknown>;
  askMachines(): Promise<unknown>;
  dropOldChecks(): Promise<unknown>;
  judgeEvidence(): Promise<unknown>;
  keepTiers(): Promise<unknown>;
  keepRecords(): Promise<unknown>;
  keepBadges(): Promise<unknown>;
  handleEvents(): Promise<unknown>;
  dropOldEvents(): Promise<unknown>;
  keepMaintenance(): Promise<unknown>;
  checkListings(): Promise<unknown>;
  sumUpHours(): Promise<unknown>;
  refreshPolicy(): Promise<unknown>;
  watchBalances(): Promise<unknown>;
  watchOutages(): Promise<unknown>;
  dropOldNotices(): Promise<unknown>;
  dropOldShown(): Promise<unknown>;
  watchPrices(): Promise<unknown>;
}

/** What is revoked on chain is refused here so much later at most. */
const ALLOW_LIST_MS = 5_000;
/** A channel that begins to close is claimed this much later at most. */
const CLAIMS_MS = 5_000;
/** What is settled is promised so much later at most, and told to its machine as much later again. */
const PROMISES_MS = 2_000;
const TELLING_MS = 1_000;
const FUNDING_MS = 5_000;
const PAYOUTS_MS = 2_000;
const HOLDS_MS = 5_000;
const RATES_MS = 20_000;
const LOGINS_MS = 10 * 60_000;
const PAIRINGS_MS = 10 * 60_000;
const REPLIES_MS = 10 * 60_000;
/** A batch that nobody works on ends this much late at most. */
const BATCHES_MS = 60_000;
/** How often it is asked whether it is time for an audit: AUDIT_MINUTES says how often it is. */
const AUDIT_MS = 30_000;
/** What one module records is heard of by others this much later at most. */
const EVENTS_MS = 1_000;
const OLD_EVENTS_MS = 60 * 60_000;
/** A node that shall rest takes no new work so much later at most. */
/** A listing that is not what it says is off the market so much later at most, once its machine says or shows so. */
const LISTINGS_MS = 10_000;
const MAINTENANCE_MS = 5_000;
const HOURS_MS = 10_000;
/** An image that was revoked takes no more requests so much later at most. */
const EVIDENCE_MS = 5_000;
const TIERS_MS = 10_000;
/** Often enough that each minute is seen. */
const RECORDS_MS = 20_000;
const BADGES_MS = 10_000;
/** How often it is asked whether the daily look at all prices is due. */
const PRICES_MS = 10 * 60_000;
const OLD_CHECKS_MS = 60 * 60_000;
/** What closed escrows owe after a refund: nobody waits for it by the second. */
const CREDITS_MS = 30_000;
/** No change of the policy comes into force within a minute of its announcement. */
const POLICY_MS = 10_000;
const BALANCES_MS = 5_000;
const OUTAGES_MS = 15_000;
const OLD_NOTICES_MS = 60 * 60_000;
/** What buyers showed in a dispute is gone so much later at most. Before that, nobody is given it any more. */
const OLD_SHOWN_MS = 10 * 60_000;
/** Partitions are made two months ahead; the first round is at boot. */
const PARTITIONS_MS = 60 * 60_000;

/** Everything that the broker does by itself. @returns what stops it. */
export function startClockwork(parts: ClockworkParts): Loop {
  const loops = [
    startLoop('channels', parts.chainPollMs, parts.followChannels, parts.log),
    startLoop('allowed images', ALLOW_LIST_MS, parts.readAllowList, parts.log),
    startLoop('claims', CLAIMS_MS, parts.queueClaims, parts.log),
    startLoop('credits', CREDITS_MS, parts.sendCredits, parts.log),
    startLoop('outgoing', parts.chainPollMs, parts.sendOutgoing, parts.log),
    startLoop('promises', PROMISES_MS, parts.promiseEarnings, parts.log),
    startLoop('funding', FUNDING_MS, parts.fundEarnings, parts.log),
    startLoop('payouts', PAYOUTS_MS, parts.payOut, parts.log),
    startLoop('telling', TELLING_MS, parts.tellNodes, parts.log),
    startLoop('holds', HOLDS_MS, parts.releaseExpiredHolds, parts.log),
    startLoop('rates', RATES_MS, parts.refreshRates, parts.log),
    startLoop('logins', LOGINS_MS, parts.dropExpiredLogins, parts.log),
    startLoop('pairings', PAIRINGS_MS, parts.dropExpiredPairings, parts.log),
    startLoop('partitions', PARTITIONS_MS, parts.makeUsagePartitions, parts.log),
    startLoop('replies', REPLIES_MS, parts.dropExpiredReplies, parts.log),
    startLoop('batches', BATCHES_MS, parts.dropExpiredBatches, parts.log),
    startLoop('checks of listings', LISTINGS_MS, parts.checkListings, parts.log),
    startLoop('maintenance', MAINTENANCE_MS, parts.keepMaintenance, parts.log),
    startLoop('prices', PRICES_MS, parts.watchPrices, parts.log),
    startLoop('hours', HOURS_MS, parts.sumUpHours, parts.log),
    startLoop('audit', AUDIT_MS, parts.reconcile, parts.log),
    startLoop('evidence', EVIDENCE_MS, parts.judgeEvidence, parts.log),
    startLoop('tiers', TIERS_MS, parts.keepTiers, parts.log),
    startLoop('records', RECORDS_MS, parts.keepRecords, parts.log),
    startLoop('badges', BADGES_MS, parts.keepBadges, parts.log),
    startLoop('old checks', OLD_CHECKS_MS, parts.dropOldChecks, parts.log),
    ...(parts.checkEveryMs > 0 ? [startLoop('checks', parts.checkEveryMs, parts.askMachines, parts.log)] : []),
    startLoop('events', EVENTS_MS, parts.handleEvents, parts.log),
    startLoop('old events', OLD_EVENTS_MS, parts.dropOldEvents, parts.log),
    startLoop('policy', POLICY_MS, parts.refreshPolicy, parts.log),
    startLoop('balances', BALANCES_MS, parts.watchBalances, parts.log),
    startLoop('outages', OUTAGES_MS, parts.watchOutages, parts.log),
    startLoop('old notices', OLD_NOTICES_MS, parts.dropOldNotices, parts.log),
    startLoop('old answers shown', OLD_SHOWN_MS, parts.dropOldShown, parts.log),
  ];
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
