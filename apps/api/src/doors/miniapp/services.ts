import type { Environment, Language, Result } from '@spindle/shared';
import type * as accounts from '../../modules/accounts/shapes.ts';
import type * as attestation from '../../modules/attestation/shapes.ts';
import type * as audits from '../../modules/audit/shapes.ts';
import type * as canaries from '../../modules/canaries/shapes.ts';
import type * as catalog from '../../modules/catalog/shapes.ts';
import type * as earnings from '../../modules/earnings/shapes.ts';
import type * as escrow from '../../modules/escrow/shapes.ts';
import type * as listings from '../../modules/listings/shapes.ts';
import type * as moderation from '../../modules/moderation/shapes.ts';
import type * as nodes from '../../modules/nodes/shapes.ts';
import type * as notices from '../../modules/notices/shapes.ts';
import type * as policy from '../../modules/policy/shapes.ts';
import type * as promotions from '../../modules/promotions/shapes.ts';
import type { TreasuryStatus } from '../../modules/treasury/shapes.ts';
import type * as usage from '../../modules/usage/shapes.ts';
import type { ConsoleServices } from './console/console-services.ts';
import type { DisputeServices } from './dispute-services.ts';
import type { AdminServices, ReviewServices } from './services/moderation.ts';
import type { BuyerReviewServices } from './services/reviews.ts';

type Actor = accounts.Actor;
type Answer<Value> = Promise<Result<Value>>;

export interface PageInput {
  cursor?: string | undefined;
  limit?: number | undefined;
}

/** What the Mini App must know of the deployment before anyone logs in. */
export interface AppConfig {
  env: Environment;
  coin: string;
  networkId: number;
  publicUrl: string;
  botUsername: string | null;
  /** Whether something reaches people by the bot's own messages. */
  doesBotWrite: boolean;
  devWalletUrl: string | null;
  /** Ed25519 key (hex) that signs quotes. */
  brokerKey: string;
  marketAddress: string;
  closeDelaySeconds: number;
  feeBasisPoints: number;
  isBuyingEnabled: boolean;
  /** By platform: where it is false the Mini App offers no deposit and speaks of no prices. */
  buying: Record<policy.BuyingPlatform, boolean>;
  rate: { microUsdPerCoin: bigint; atMs: number } | null;
  hasDevLogin: boolean;
}

/**
 * Use cases of the modules, bound to their dependencies by the composition root. Routes know them by this interface
 * alone, so that the router's type can be read without the code behind it.
 */
export interface MiniAppServices {
  config(): AppConfig;
  accounts: AccountServices;
  market: MarketServices;
  wallet: WalletServices;
  keys: KeyServices;
  usage: UsageServices;
  earn: EarnServices;
  payouts: PayoutServices;
  console: ConsoleServices;
  admin: AdminServices;
  policy: PolicyServices;
  canaries: CanaryServices;
  catalogue: CatalogueServices;
  treasury: TreasuryServices;
  images: ImageServices;
  disputes: DisputeServices;
  notices: NoticeServices;
  promotions: PromotionServices;
  review: ReviewServices;
  reviews: BuyerReviewServices;
}

export interface AccountServices {
  logInWithTelegram(input: { initData: string }): Answer<accounts.LogIn>;
  logInAsDeveloper(input: { secret: string; as: accounts.DemoPerson }): Answer<accounts.LogIn>;
  me(actor: Actor): Answer<accounts.Me>;
  logOut(token: string): Answer<null>;
  becomeProvider(actor: Actor): Answer<accounts.Me>;
  changeLanguage(actor: Actor, input: { language: Language }): Answer<accounts.Me>;
  makeWalletProofPayload(actor: Actor): Answer<{ payload: string }>;
  proveWallet(actor: Actor, input: accounts.WalletProofInput): Answer<accounts.Me>;
  forgetWallet(actor: Actor): Answer<accounts.Me>;
}

export interface MarketServices {
  /** Public list prices of clouds that were checked within 30 days; in the local world older ones, marked. */
  cloudPrices(): Promise<catalog.ShownCloudPrice[]>;
  models(input: { search?: string | undefined }): Answer<listings.ModelCard[]>;
  model(input: { modelId: string }): Answer<listings.MarketModel>;
  /** Offers of a model, page by page. */
  offers(input: listings.OffersPageInput): Answer<listings.OffersPage>;
  listing(input: { listingId: string }): Answer<listings.MarketListing>;
  /** How a listing's prices have moved. */
  prices(input: { listingId: string }): Answer<listings.PriceLine[]>;
  /** What else its provider sells. */
  others(input: { listingId: string }): Answer<listings.OtherListing[]>;
  /** At which hours of the day it is asked. */
  demand(input: { listingId: string }): Answer<usage.BusyHours>;
  /** What the market has measured and found out by itself. */
  proof(input: { listingId: string }): Answer<canaries.ListingProof>;
}

export interface WalletServices {
  channelTermsFor(actor: Actor, input: { sessionKey: string }): Answer<escrow.ChannelTermsView>;
  walletOverview(actor: Actor): Answer<escrow.WalletOverview>;
  acceptVoucher(actor: Actor, input: escrow.AllowanceInput): Answer<escrow.ChannelView>;
  setSpending(actor: Actor, input: accounts.SomeSpendingRules): Answer<accounts.SpendingRules>;
  closeNow(actor: Actor, input: escrow.CloseNowInput): Answer<escrow.ChannelView>;
  watchChannel(actor: Actor, input: { channel: string }): Answer<escrow.ChannelView>;
  watchDeposit(actor: Actor, input: { channel: string }): Answer<escrow.DepositWatch>;
  /** Where the movements of a period can be downloaded, for ten minutes, by whoever has the address. */
  statementLink(actor: Actor, input: escrow.StatementPeriod): Answer<{ path: string }>;
  movements(actor: Actor, input: PageInput): Answer<escrow.MovementPage>;
}

export interface KeyServices {
  list(actor: Actor): Answer<accounts.KeyView[]>;
  create(actor: Actor, input: accounts.CreateKeyInput): Answer<accounts.NewKey>;
  change(actor: Actor, input: accounts.ChangeKeyInput): Answer<accounts.KeyView>;
  rotate(actor: Actor, input: accounts.RotateKeyInput): Answer<accounts.NewKey>;
  endOldSecret(actor: Actor, input: { id: string }): Answer<accounts.KeyView>;
  revoke(actor: Actor, input: { id: string }): Answer<null>;
}

export interface ExportInput extends usage.UsageFilter {
  format: 'csv' | 'json';
}

export interface UsageServices {
  recent(actor: Actor, input: usage.UsageInput): Answer<usage.UsagePage>;
  chart(actor: Actor, input: usage.ChartInput): Answer<usage.UsageChart>;
  /** Where a choice of requests can be downloaded, for ten minutes, by whoever has the address. */
  exportLink(actor: Actor, input: ExportInput): Answer<{ path: string }>;
  receipt(actor: Actor, input: { jobId: string }): Answer<usage.UsageReceipt>;
}

export interface EarnServices {
  catalog(): Answer<listings.EarnCatalog>;
  create(actor: Actor, input: listings.CreateListingInput): Answer<listings.ListingView>;
  listings(actor: Actor): Answer<listings.ListingView[]>;
  listing(actor: Actor, input: { listingId: string }): Answer<listings.ListingView>;
  setOffers(actor: Actor, input: listings.SetOffersInput): Answer<listings.ListingView>;
  pause(actor: Actor, input: { listingId: string }): Answer<listings.ListingView>;
  resume(actor: Actor, input: { listingId: string }): Answer<listings.ListingView>;
  withdraw(actor: Actor, input: { listingId: string }): Answer<listings.ListingView>;
  joinCode(actor: Actor, input: { listingId: string }): Answer<nodes.JoinCommand>;
  /** A machine that waits to be confirmed; anyone who is logged in may be its owner. */
  pairing(actor: Actor, input: { code: string }): Answer<nodes.PairingView>;
  confirmPairing(actor: Actor, input: nodes.ConfirmPairingInput): Answer<{ listingId: string }>;
  refusePairing(actor: Actor, input: { code: string }): Answer<null>;
  summary(actor: Actor): Answer<usage.EarnSummary>;
}

/** A provider's money. */
export interface PayoutServices {
  overview(actor: Actor): Answer<earnings.EarningsOverview>;
  history(actor: Actor, input: PageInput): Answer<earnings.PayoutPage>;
  ask(actor: Actor): Answer<earnings.EarningsOverview>;
  /** For TonConnect: takes what is claimable without us. */
  claimMessage(actor: Actor, input: { address: string }): Answer<earnings.ClaimMessage>;
  swapPrice(input: { offerNano: bigint }): Answer<earnings.SwapPrice>;
  /** For TonConnect: changes coins in the provider's own hand. */
  swapMessage(actor: Actor, input: { offerNano: bigint; minAskUnits: bigint }): Answer<earnings.SwapMessage>;
  changeSettings(actor: Actor, input: earnings.PayoutSettings): Answer<earnings.EarningsOverview>;
}

export interface CanaryServices {
  overview(): Answer<canaries.CanaryOverview>;
  trust(actor: Actor, input: { listingId: string; isTrusted: boolean }): Answer<canaries.CanaryOverview>;
  clear(actor: Actor, input: { nodeId: string; reason: string }): Answer<canaries.CanaryOverview>;
  retire(actor: Actor, input: { modelId: string }): Answer<canaries.CanaryOverview>;
  askNow(input: { nodeId: string }): Answer<canaries.CanaryOverview>;
}

export interface PolicyServices {
  view(): policy.PolicyView;
  announce(actor: Actor, input: policy.AnnounceInput): Answer<policy.PolicyView>;
  cancel(actor: Actor, input: { changeId: string }): Answer<policy.PolicyView>;
}

export interface NoticeServices {
  list(actor: Actor, input: PageInput & { language: Language }): Answer<notices.NoticePage>;
  unread(actor: Actor): Answer<number>;
  markRead(actor: Actor, input: { throughMs: number }): Answer<null>;
  settings(actor: Actor, language: Language): Answer<notices.NoticeSettings>;
  change(actor: Actor, input: notices.ChangeNoticesInput, language: Language): Answer<notices.NoticeSettings>;
}

export interface PromotionServices {
  /** Whether the market would pay for this person's next answer. */
  offer(actor: Actor): Promise<promotions.GiftOffer>;
  totals(): Promise<promotions.GiftTotals>;
  noteReferral(actor: Actor, input: { referrerId: string }): Promise<{ isNoted: boolean }>;
  referrals(actor: Actor): Promise<{ count: number }>;
}

type CatalogueAnswer = Answer<moderation.CatalogueView>;

export interface CatalogueServices {
  view(): CatalogueAnswer;
  saveModel(actor: Actor, input: catalog.ModelView): CatalogueAnswer;
  saveHardware(actor: Actor, input: catalog.HardwareView): CatalogueAnswer;
  hide(actor: Actor, input: CatalogueEntry & { isHidden: boolean }): CatalogueAnswer;
  drop(actor: Actor, input: CatalogueEntry): CatalogueAnswer;
  savePrice(actor: Actor, input: catalog.CloudPriceInput): CatalogueAnswer;
  renewPrice(actor: Actor, input: { priceId: string }): CatalogueAnswer;
  removePrice(actor: Actor, input: { priceId: string }): CatalogueAnswer;
}

interface CatalogueEntry {
  table: 'catalog_model' | 'hardware_class';
  id: string;
}

/** What admins see of the market's own money on chain. */
export interface TreasuryView {
  address: string;
  /** Whether the broker that was asked may send. */
  canSign: boolean;
  wallet: TreasuryStatus;
  earnings: earnings.EarningsTotals;
  books: audits.ReconciliationView;
}

export interface TreasuryServices {
  view(): Answer<TreasuryView>;
}

/** Which images confidential machines may run. */
export interface ImageServices {
  view(): Promise<attestation.AllowListView>;
  machines(): Promise<attestation.MachineOnBoard[]>;
  propose(actor: Actor, input: attestation.ProposeImageInput): Answer<attestation.AllowListView>;
  review(actor: Actor, input: attestation.ReviewImageInput): Answer<attestation.AllowListView>;
  revoke(actor: Actor, input: attestation.RevokeImageInput): Answer<attestation.AllowListView>;
}
