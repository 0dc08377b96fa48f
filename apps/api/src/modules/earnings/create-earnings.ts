import type { Result } from '@spindle/shared';
import type { Clock, Database, ModuleLog } from '../../platform/index.ts';
import type { Actor } from '../accounts/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { Treasury } from '../treasury/index.ts';
import { advancePayouts } from './advance-payouts.ts';
import { askPayout } from './ask-payout.ts';
import { changePayoutSettings } from './change-settings.ts';
import { claimMessageFor } from './claim-message-for.ts';
import { fundAhead } from './fund-ahead.ts';
import type { MarketTerms } from './market-terms.ts';
import { openAccounts } from './open-account.ts';
import { earningsOverview, type PayoutStop } from './overview.ts';
import { payoutHistory } from './payout-history.ts';
import { renewVouchers } from './renew-vouchers.ts';
import { schedulePayouts } from './schedule-payouts.ts';
import type { ClaimMessage, EarningsOverview, PayoutPage, PayoutSettings, SwapMessage, SwapPrice } from './shapes.ts';
import { type SwapDeps, swapMessageFor, swapPrice } from './swap-coins.ts';
import { createTeller, type TellDeps } from './tell-nodes.ts';
import type { FundingRules } from './top-up.ts';

export interface EarningsDeps {
  db: Database;
  clock: Clock;
  log: ModuleLog;
  ledger: Pick<Ledger, 'balancesOf'>;
  nodes: TellDeps['nodes'];
  /** Null without the key of vouchers: the market then promises nothing, and says so. */
  market: MarketTerms | null;
  /** What sends on chain. Without its key nothing is sent for: providers then claim alone what is funded. */
  treasury: Pick<Treasury, 'canSign' | 'enqueue' | 'find' | 'drop'>;
  funding: FundingRules;
  /** Changes coins into a jetton; null does not. */
  swap: SwapDeps['swap'];
  payoutStop: PayoutStop;
}

type Page = { cursor?: string | undefined; limit?: number | undefined };

/** Money out: what providers are promised, what of it is on chain, and what is paid. */
export interface Earnings {
  /** Accounts for new wallets, then vouchers for what was earned since the last round. */
  promise(): Promise<void>;
  /** Has coins sent to accounts ahead of use. */
  fund(): Promise<void>;
  /** Begins payouts that are due, and brings open ones a step on. */
  payOut(): Promise<void>;
  /** Brings vouchers to the nodes that are linked here. */
  tellNodes(): Promise<void>;
  overview(actor: Actor): Promise<Result<EarningsOverview>>;
  payouts(actor: Actor, page: Page): Promise<Result<PayoutPage>>;
  askPayout(actor: Actor): Promise<Result<EarningsOverview>>;
  claimMessage(actor: Actor, input: { address: string }): Promise<Result<ClaimMessage>>;
  swapPrice(input: { offerNano: bigint }): Promise<Result<SwapPrice>>;
  swapMessage(actor: Actor, input: { offerNano: bigint; minAskUnits: bigint }): Promise<Result<SwapMessage>>;
  changeSettings(actor: Actor, settings: PayoutSettings): Promise<Result<EarningsOverview>>;
}

export function createEarnings(deps: EarningsDeps): Earnings {
  const overview = { ...deps, isCarrying: deps.treasury.canSign };
  return {
    promise: async () => {
      await openAccounts(deps);
      await renewVouchers(deps);
    },
    fund: async () => {
      await fundAhead(deps);
    },
    payOut: async () => {
      await schedulePayouts(deps);
      await advancePayouts(deps);
    },
    tellNodes: createTeller({ ...deps, canPromise: deps.market !== null }),
    overview: (actor) => earningsOverview(overview, actor),
    payouts: (actor, page) => payoutHistory(deps, actor, page),
    askPayout: (actor) => askPayout(overview, actor),
    claimMessage: (actor, input) => claimMessageFor(deps, actor, input),
    swapPrice: (input) => swapPrice(deps, input),
    swapMessage: (actor, input) => swapMessageFor(deps, actor, input),
    changeSettings: (actor, settings) => changePayoutSettings(overview, actor, settings),
  };
}
