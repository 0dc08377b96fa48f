import { bindOffice } from './bind-office.ts';
import type { Deps } from './deps.ts';
import {
  bindBuyerReviews,
  bindConsole,
  bindDisputeServices,
  bindPeopleServices,
  exportLink,
  type MiniAppServices,
  statementLink,
  toAppConfig,
} from './doors/miniapp/index.ts';
import { changeSpendingRules } from './modules/accounts/index.ts';
import { canaryOverview, proofOfListing } from './modules/canaries/index.ts';
import {
  acceptVoucher,
  channelTermsFor,
  closeNow,
  movements,
  walletOverview,
  watchChannel,
  watchDeposit,
} from './modules/escrow/index.ts';
import {
  askCanaryNow,
  clearSuspectedNode,
  retireCanaries,
  shownSecretOf,
  trustListing,
} from './modules/moderation/index.ts';
import {
  changeNoticeSettings,
  listNotices,
  markNoticesRead,
  noticeSettings,
  unreadNotices,
} from './modules/notices/index.ts';
import { giftOffer, giftTotals, noteReferral, referralsOf } from './modules/promotions/index.ts';
import { busyHours, earnSummary, receiptOf, usageChart, usageOf } from './modules/usage/index.ts';
import { disputeMs, reviewMs, verifiedRule } from './policy-rules.ts';

/** The use cases of all modules, bound for the Mini App's routes. */
export function bindServices(deps: Deps): MiniAppServices {
  const { config, brokerSigner, rates, nodes, pairings, earnings, policy } = deps;
  const people = bindPeopleServices({
    ...{ ...deps.people, config, telegram: config.telegram },
    reviewMs: () => reviewMs(policy),
  });
  const escrow = { ...deps, chain: config.chain };
  return {
    ...people,
    ...bindOffice(deps),
    config: () =>
      toAppConfig({ config, brokerKey: brokerSigner.publicKey, rates, policy, channels: deps.notices.channels }),
    notices: {
      list: (actor, input) => listNotices(deps, actor, input),
      unread: (actor) => unreadNotices(deps, actor),
      markRead: (actor, input) => markNoticesRead(deps, actor, input),
      settings: (actor, language) => noticeSettings(deps, actor, language),
      change: (actor, input, language) => changeNoticeSettings(deps, actor, input, language),
    },
    promotions: {
      offer: (actor) => giftOffer(deps.gifts, actor),
      totals: () => giftTotals(deps.gifts),
      noteReferral: (actor, input) => noteReferral(deps, actor, input),
      referrals: (actor) => referralsOf(deps, actor),
    },
    canaries: {
      overview: () => canaryOverview(deps),
      trust: (actor, input) => trustListing(deps, actor, input),
      clear: (actor, input) => clearSuspectedNode(deps, actor, input),
      retire: (actor, input) => retireCanaries(deps, actor, input),
      askNow: (input) => askCanaryNow(deps, input),
    },
    market: {
      ...people.market,
      demand: (input) => busyHours(deps, input),
      proof: (input) => proofOfListing({ ...deps, rule: verifiedRule(policy) }, input),
    },
    disputes: bindDisputeServices({
      ...deps,
      offerMemory: deps.people.offerMemory,
      shownSecret: shownSecretOf(config.brokerSeed),
      disputeMs: (answeredAtMs) => disputeMs(policy, answeredAtMs),
    }),
    reviews: bindBuyerReviews(deps),
    wallet: {
      channelTermsFor: (actor, input) => channelTermsFor(escrow, actor, input),
      walletOverview: (actor) => walletOverview(escrow, actor),
      acceptVoucher: (actor, input) => acceptVoucher(escrow, actor, input),
      setSpending: (actor, input) => changeSpendingRules(deps, actor, input),
      closeNow: (actor, input) => closeNow(escrow, actor, input),
      watchChannel: (actor, input) => watchChannel(escrow, actor, input),
      watchDeposit: (actor, input) => watchDeposit(escrow, actor, input),
      statementLink: async (actor, input) => statementLink(deps, actor, input),
      movements: (actor, input) => movements(escrow, actor, input),
    },
    payouts: {
      overview: (actor) => earnings.overview(actor),
      history: (actor, input) => earnings.payouts(actor, input),
      ask: (actor) => earnings.askPayout(actor),
      claimMessage: (actor, input) => earnings.claimMessage(actor, input),
      swapPrice: (input) => earnings.swapPrice(input),
      swapMessage: (actor, input) => earnings.swapMessage(actor, input),
      changeSettings: (actor, input) => earnings.changeSettings(actor, input),
    },
    usage: {
      recent: (actor, input) => usageOf(deps, actor, input),
      chart: (actor, input) => usageChart(deps, actor, input),
      exportLink: async (actor, input) => exportLink(deps, actor, input),
      receipt: (actor, input) => receiptOf(deps, actor, input),
    },
    console: bindConsole({
      ...deps.people,
      nodes,
      exportSecret: deps.exportSecret,
      feeBasisPoints: deps.quote.feeBasisPoints,
    }),
    earn: {
      ...people.earn,
      joinCode: (actor, { listingId }) => nodes.makeJoinCode(actor, listingId),
      pairing: (actor, input) => pairings.look(actor, input),
      confirmPairing: (actor, input) => pairings.confirm(actor, input),
      refusePairing: (actor, input) => pairings.refuse(actor, input),
      summary: (actor) => earnSummary(deps, actor),
    },
  };
}
