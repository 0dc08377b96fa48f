import { type Signer, signerFromSeed, signingKeyFromSeed } from '@spindle/sealed/node';
import { createChainSender } from '@spindle/ton';
import { createStonSwap } from '@spindle/ton/swap';
import type { Config } from './config/index.ts';
import { createCarryOut } from './doors/developers/index.ts';
import { exportSecretOf } from './doors/miniapp/index.ts';
import { type ActorDeps, actorOfKeyHash, createActorMemory, proofSecretOf } from './modules/accounts/index.ts';
import { type Admission, type AdmissionDeps, createAdmission } from './modules/admission/index.ts';
import { type AllowList, createAllowList, createEvidence, type Evidence } from './modules/attestation/index.ts';
import { createReconciler, payoutStop, type Reconciler } from './modules/audit/index.ts';
import { type Batches, createBatches } from './modules/batches/index.ts';
import { aliasSecretOf, type Checks, createAskAsBuyer, createChecks } from './modules/canaries/index.ts';
import { createCatalogMemory, findModel, seedCatalog } from './modules/catalog/index.ts';
import {
  type ChainFollower,
  createChainFollower,
  createMarketReader,
  type MarketReader,
} from './modules/chain/index.ts';
import { createEarnings, type Earnings, followEarnings, voucherSignerFromSeed } from './modules/earnings/index.ts';
import {
  type ChainClock,
  channelsAmong,
  createChainClock,
  followEscrows,
  spendableOf,
  takeVoucher,
} from './modules/escrow/index.ts';
import { createLedger, type Ledger } from './modules/ledger/index.ts';
import { createOfferMemory, offersForModel, type WriteListingDeps } from './modules/listings/index.ts';
import type { AppointAdminsDeps } from './modules/moderation/index.ts';
import {
  addressSecretOf,
  createNodes,
  createPairings,
  type Nodes,
  type Pairings,
  watchOutages,
} from './modules/nodes/index.ts';
import { type BalanceWatch, createNotices, type Notices, watchBalances } from './modules/notices/index.ts';
import { openPolicy, type Policy } from './modules/policy/index.ts';
import { createRates, type Rates } from './modules/pricing/index.ts';
import { createOpenGift, type GiftDeps } from './modules/promotions/index.ts';
import { createRelay, makeMoreQuote, type QuoteDeps, type Relay } from './modules/relay/index.ts';
import { createReplays, type Replays } from './modules/replays/index.ts';
import { createTreasury, type Treasury } from './modules/treasury/index.ts';
import { createUsage, earningsOfListings, type Usage } from './modules/usage/index.ts';
import {
  type Clock,
  createOutbox,
  type Database,
  type Logger,
  type Outbox,
  openDatabase,
  systemClock,
} from './platform/index.ts';
import { firstPolicy, giftRule, offlineMs, priceLimits } from './policy-rules.ts';

/** Everything that the doors need, built once. What flows backwards between modules is tied here, by functions. */
export interface Deps {
  config: Config;
  log: Logger;
  clock: Clock;
  db: Database;
  brokerSigner: Signer;
  /** Signs the addresses of downloads. */
  exportSecret: Buffer;
  rates: Rates;
  evidence: Evidence;
  allowList: AllowList;
  nodes: Nodes;
  pairings: Pairings;
  ledger: Ledger;
  usage: Usage;
  admission: Admission;
  relay: Relay;
  reader: MarketReader;
  follower: ChainFollower;
  chainClock: ChainClock;
  earnings: Earnings;
  treasury: Treasury;
  /** What the use cases about people and what they list take. */
  people: ActorDeps &
    WriteListingDeps &
    AppointAdminsDeps & { proofSecret: string; proofDomains: string[]; networkId: number };
  quote: QuoteDeps;
  gifts: GiftDeps;
  replays: Replays;
  batches: Batches;
  reconciler: Reconciler;
  checks: Checks;
  outbox: Outbox;
  policy: Policy;
  notices: Notices;
  balances: BalanceWatch;
  outages: { look(): Promise<number> };
  isOpenToBrowsers: boolean;
}

export interface Observer {
  requestEnded: NonNullable<Parameters<typeof createRelay>[0]['onEnd']>;
  requestEntered: NonNullable<AdmissionDeps['onEntered']>;
  requestRefused: NonNullable<AdmissionDeps['onRefused']>;
}

/** The composition root. */
export async function createDeps(config: Config, log: Logger, observer: Observer): Promise<Deps> {
  const clock = systemClock;
  const db = openDatabase(config.databaseUrl, (error) =>
    log.warn({ code: error.message }, 'a database connection ended'),
  );
  await seedCatalog({ db });
  const policy = await openPolicy({ db, clock, initial: firstPolicy(config) });
  const notices = createNotices({ db, clock });
  const balances = watchBalances({ db, clock, spendableOf: (accountId) => spendableOf({ db }, accountId) });
  const brokerSigner = await signerFromSeed(config.brokerSeed);
  const identity = { env: config.env, brokerKey: brokerSigner.publicKey };
  const rates = createRates({ clock, log, fixedMicroUsdPerCoin: config.fixedRateMicroUsdPerCoin });
  const ledger = createLedger({ db, clock });
  const usage = createUsage({ db, clock, log, ledger });
  const evidence = createEvidence({
    ...{ db, clock, log, env: config.env },
    reader: { block: (seqno) => reader.block(seqno) },
    allowedImages: () => allowList.allowed(),
  });
  const nodes = createNodes({
    ...{ db, clock, log, evidence, ...identity, publicUrl: config.publicUrl },
    addressSecret: addressSecretOf(config.brokerSeed),
    onLateReceipt: async (nodeId, jobId, receipt) =>
      // A machine that broke off speaks of an answer that goes on elsewhere: it is heard when that has ended.
      relay.isInWork(jobId) ? 'keep' : usage.settleLateReceipt(nodeId, jobId, receipt),
  });
  const people = peopleDeps({ config, clock, db, nodes, rates, policy });
  const { botUsername } = config.telegram;
  const pairings = createPairings({ ...people, ...identity, publicUrl: config.publicUrl, botUsername });
  const offersOf = (modelId: string) => offersForModel(people, modelId);
  const admission = createAdmission({
    limits: config.admission,
    slotsOf: (nodeId) => nodes.presence(nodeId),
    onSlotsChanged: (listener) => nodes.onSlotsChanged(listener),
    onEntered: observer.requestEntered,
    onRefused: observer.requestRefused,
  });
  const gifts: GiftDeps = {
    ...{ db, clock, ledger, rule: () => giftRule(policy) },
    addressSecret: addressSecretOf(config.brokerSeed),
  };
  const relay = createRelay({
    openGift: createOpenGift(gifts),
    ...{ clock, log, ...identity, nodes, ledger, usage, admission },
    limits: config.relay,
    offersForModel: offersOf,
    moreQuote: (first, exclude, alsoNeeds) => makeMoreQuote(quote, first, exclude, alsoNeeds),
    takeVoucher: (actor, voucher) => takeVoucher({ db }, actor, voucher),
    onEnd: (finished, code, accountId) => {
      observer.requestEnded(finished, code, accountId);
      if (finished) balances.spent(accountId);
    },
  });
  const reader = createMarketReader({ clock, log, endpoints: config.chain.endpoints });
  const allowList = createAllowList({
    ...{ db, clock, log, reader, networkId: config.chain.networkId, terms: config.allowList },
  });
  const treasury = createTreasury({
    ...{ db, clock, log, ledger, reader, sender: createChainSender(config.chain.endpoints) },
    address: config.chain.marketAddress,
    key: config.treasury.seed === null ? null : signingKeyFromSeed(config.treasury.seed),
    escrowsAmong: channelsAmong,
    poke: (address) => follower.poke(address),
  });
  const kinds = [followEscrows({ db, ledger, treasury }), followEarnings({ db, ledger, treasury }), treasury.followed];
  const follower: ChainFollower = createChainFollower({ clock, log, reader, kinds });
  const chainClock = createChainClock({ reader, clock });
  const earnings = createEarnings({
    ...{ db, clock, log, ledger, nodes },
    market: await promisesOf(config),
    treasury,
    swap: swapOf(config),
    funding: { leastNano: config.earnings.aheadLeastNano, hours: config.earnings.aheadHours },
    payoutStop: () => payoutStop({ db }),
  });
  const everyMs = config.auditMinutes * 60_000;
  const reconciler = createReconciler({ databaseUrl: config.databaseUrl, clock, log, reader, everyMs });
  const quote: QuoteDeps = {
    ...{ clock, env: config.env, brokerSigner, rates, nodes },
    feeBasisPoints: () => policy.valueOf('fee_basis_points'),
    isBuyingEnabled: config.isBuyingEnabled,
    offersForModel: offersOf,
    findModel: (modelId) => findModel(people, modelId),
  };
  const batches = createBatches({
    ...{ db, clock, log, limits: config.batches, releaseJob: usage.releaseJob },
    carryOut: createCarryOut({ quote, relay, log, evidence }),
    actorOfKeyHash: (keyHash) => actorOfKeyHash(people, keyHash),
  });
  const secret = aliasSecretOf(config.brokerSeed);
  const checks = createChecks({
    ...{ db, clock, log, nodes, random: Math.random },
    ask: createAskAsBuyer({ quote, nodes, log, secret, random: Math.random }),
    waiting: () => admission.waiting,
  });
  const exportSecret = exportSecretOf(config.brokerSeed);
  return {
    config,
    log,
    clock,
    db,
    brokerSigner,
    exportSecret,
    rates,
    evidence,
    allowList,
    nodes,
    pairings,
    ledger,
    usage,
    admission,
    relay,
    reader,
    follower,
    chainClock,
    earnings,
    treasury,
    people,
    quote,
    gifts,
    replays: createReplays({ db, clock, log }),
    batches,
    reconciler,
    checks,
    policy,
    notices,
    balances,
    outages: watchOutages({ db, clock, patienceMs: () => offlineMs(policy) }),
    outbox: createOutbox({ db, clock, log, consumers: [notices.hear] }),
    isOpenToBrowsers: config.isOpenToBrowsers,
  };
}

/** What changes providers' coins; null unless it is set. */
function swapOf({ swap }: Config) {
  if (!swap) return null;
  const nowSeconds = () => Math.floor(systemClock.nowMs() / 1_000);
  return { provider: createStonSwap({ ...swap, nowSeconds }), symbol: swap.symbol, decimals: swap.decimals };
}

/** Our side of the providers' accounts; null without the key that signs their vouchers. */
async function promisesOf({ chain, earnings: { voucherSeed, closeDelaySeconds } }: Config) {
  if (voucherSeed === null) return null;
  const { networkId, marketAddress: payer } = chain;
  return { networkId, payer, closeDelaySeconds, signer: await voucherSignerFromSeed(voucherSeed) };
}

type PeopleParts = Pick<Deps, 'config' | 'clock' | 'db' | 'nodes' | 'rates' | 'policy'>;

function peopleDeps({ config, clock, db, nodes, rates, policy }: PeopleParts): Deps['people'] {
  return {
    ...{ db, clock, nodes },
    actors: createActorMemory(clock),
    catalog: createCatalogMemory(clock),
    offerMemory: createOfferMemory(clock),
    proofSecret: proofSecretOf(config.brokerSeed),
    proofDomains: config.proofDomains,
    networkId: config.chain.networkId,
    adminTelegramIds: config.adminTelegramIds,
    earningsOfListings: (listingIds) => earningsOfListings({ db }, listingIds),
    hasRate: () => rates.current().ok,
    priceLimits: () => priceLimits(policy),
  };
}
