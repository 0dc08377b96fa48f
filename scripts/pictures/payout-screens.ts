import type { Page } from 'playwright-core';
import { earn as en } from '../../apps/miniapp/src/i18n/en/earn.ts';
import { earn as ru } from '../../apps/miniapp/src/i18n/ru/earn.ts';
import type { EarningsAccount, EarningsOverview, PayoutView } from '../../apps/miniapp/src/lib/api/types.ts';
import { deserialize, serialize } from '../../apps/miniapp/src/lib/api/wire.ts';
import { downTheScreen } from './admin-screens.ts';
import { type Look, openAddress, type PicturePhone } from './phone.ts';

const TEXTS = { en, ru };
const HOUR_MS = 3_600_000;
const COIN = 10n ** 9n;
const STATES = [
  ['waiting_funds', null],
  ['waiting_funds', 'account_funding'],
  ['stopped', 'payouts_stopped'],
  ['queued', null],
  ['sent', null],
  ['paid', null],
  ['refused', 'payout_refused'],
  ['refused', 'payout_claimed_alone'],
] as const;
/** Whatever the next payout waits for, each by its settings: `below` is a threshold of somebody who asks by hand. */
const WAITS = [
  ...(['ask', 'below', 'time', 'threshold', 'nothing', 'promising', 'in_work'] as const),
  ...(['wallet_required', 'earnings_unpromised', 'payouts_stopped', 'payouts_uncarried'] as const),
];
const IN_HAND: readonly Why[] = [
  'ask',
  'below',
  'in_work',
  'nothing',
  'promising',
  'wallet_required',
  'earnings_unpromised',
];
/** Nothing is promised, so nothing is owed on the chain. */
const UNOWED: readonly Why[] = ['nothing', 'promising', 'wallet_required', 'earnings_unpromised'];
/** What has a beginning. */
const SINCE: readonly Why[] = ['in_work', 'payouts_stopped'];
type Why = (typeof WAITS)[number];

/** Money as it is after weeks: payouts in every state, and whatever the next one may wait for. The chain is not asked. */
export async function payoutScreens(phone: PicturePhone, look: Look): Promise<void> {
  const { page, shot } = phone;
  const { console: texts, money } = TEXTS[look.locale];
  for (const why of WAITS) {
    const undo = await answerAsIf(page, why);
    await openAddress(page, '/wallet');
    await openAddress(page, '/earn');
    await page.getByRole('radio', { name: texts.parts.money, exact: true }).click();
    // What was answered before may stand there: the page asks again every few seconds.
    await page.waitForResponse((response) => response.url().includes('payouts.overview'));
    await page.waitForTimeout(600);
    if (why === 'in_work') await downTheScreen(phone, 'rare-money');
    else await page.getByText(money.next, { exact: true }).evaluate((it) => it.scrollIntoView({ block: 'center' }));
    if (why !== 'in_work') await shot(`rare-money-${why}`);
    if (why === 'in_work') {
      await page.getByRole('button', { name: money.history, exact: true }).click();
      await shot('rare-money-history');
      await page.keyboard.press('Escape');
    }
    await undo();
  }
}

async function answerAsIf(page: Page, why: Why): Promise<() => Promise<void>> {
  const pattern = /\/trpc\/[^?]*payouts\./;
  await page.route(pattern, async (route) => {
    const response = await route.fetch();
    const names = new URL(route.request().url()).pathname.split('/trpc/')[1]?.split(',') ?? [];
    const answers: { result?: { data?: ReturnType<typeof serialize> } }[] = await response.json();
    const json = answers.map((answer, at) => {
      if (!answer.result?.data) return answer;
      if (names[at] === 'payouts.history') return { result: { data: serialize({ items: payouts(), next: null }) } };
      return { result: { data: serialize(overview(deserialize(answer.result.data), why)) } };
    });
    // The page may have been left meanwhile.
    await route.fulfill({ response, json }).catch(() => {});
  });
  return () => page.unroute(pattern);
}

/** Sums as the broker's: what is owed is promised and not paid, and what can be claimed lies on the account. */
function overview(real: EarningsOverview, why: Why): EarningsOverview {
  const nowMs = Date.now();
  const paidNano = 30n * COIN;
  const owedNano = why === 'below' ? COIN / 20n : UNOWED.includes(why) ? 0n : 9n * COIN;
  const claimableNano = owedNano > COIN ? (17n * COIN) / 2n : owedNano;
  const unpromisedNano = why === 'nothing' ? 0n : COIN / 4n;
  const promisedNano = paidNano + owedNano;
  return {
    ...real,
    ...{ earnedNano: promisedNano + unpromisedNano, promisedNano, claimableNano, paidNano, fundedNano: claimableNano },
    isCarrying: why !== 'payouts_uncarried',
    why: why === 'wallet_required' || why === 'earnings_unpromised' ? why : null,
    accounts:
      why === 'wallet_required' || why === 'earnings_unpromised'
        ? []
        : [account({ promisedNano, claimableNano, paidNano })],
    settings: {
      schedule: IN_HAND.includes(why) ? 'on_demand' : why === 'time' ? 'weekly' : 'on_threshold',
      thresholdNano: 10n * COIN,
    },
    next: {
      ...{ why: why === 'below' ? 'threshold' : why, sinceMs: SINCE.includes(why) ? nowMs - 3 * HOUR_MS : null },
      ...{ amountNano: owedNano, atMs: why === 'time' ? nowMs + 40 * HOUR_MS : null },
    },
    open: why === 'in_work' ? payouts().filter(({ state }) => state !== 'paid') : [],
  };
}

const account = (of: Pick<EarningsOverview, 'promisedNano' | 'claimableNano' | 'paidNano'>): EarningsAccount => ({
  ...{
    address: `EQ${'Spindle0'.repeat(5)}abcdef`,
    payee: `UQ${'Provider'.repeat(5)}abcdef`,
    state: 'open',
    sinceMs: 0,
  },
  ...{ isCurrent: true, isBeingFunded: true, closeAtMs: null, checkedAtMs: Date.now() },
  ...{ promisedNano: of.promisedNano, claimedNano: of.paidNano, depositedNano: of.paidNano + of.claimableNano },
  claimableNano: of.claimableNano,
});

const payouts = (): PayoutView[] =>
  STATES.map(([state, reason], at) => ({
    ...{ id: `payout-${at}`, address: '', askedBy: at % 2 === 0 ? 'provider' : 'schedule', state, reason },
    ...{ sinceMs: Date.now() - (at + 1) * HOUR_MS, createdAtMs: Date.now() - (at + 2) * HOUR_MS },
    amountNano: state === 'waiting_funds' ? null : BigInt(at + 1) * 2_500_000_000n,
    transactionHash: state === 'paid' ? '9f'.repeat(32) : null,
    paidAtMs: state === 'paid' ? Date.now() - HOUR_MS : null,
  }));
