import { meetsTier, ok, type Result, type Tier } from '@spindle/shared';
import { type Actor, walletOf } from '../accounts/index.ts';
import {
  checkListing,
  type EarningCheck,
  isServing,
  type ListingPresence,
  type ListingView,
} from '../listings/index.ts';
import { type DemandCell, demandOf } from '../usage/index.ts';
import { type ConsoleDeps, WEEK_MS } from './console-deps.ts';
import { comparedWith, rivalsOf, standing } from './price-advice.ts';
import type { EarningChecklist } from './shapes.ts';

/** Fewer requests say nothing about who asks for which tier. */
const LEAST_DEMAND = 20;
/** From this share on, most buyers of the listing's models pay for more proof than it has. */
const MOST_PERCENT = 50;

/**
 * Everything that decides whether, and how much, a listing earns: what is in the way first, then what costs it earnings.
 * Refusal: `not_found`.
 */
export async function earningChecklist(
  deps: ConsoleDeps,
  actor: Actor,
  input: { listingId: string },
): Promise<Result<EarningChecklist>> {
  const found = await checkListing(deps, actor, input);
  if (!found.ok) return found;
  const { view, checks } = found.value;
  const advice = await Promise.all([
    lookAtPrices(deps, actor, view),
    lookAtTier(deps, view),
    walletOf(deps, actor).then((wallet) => checkOf('wallet', wallet.ok ? null : 'wallet_missing')),
  ]);
  const slots = lookAtSlots(deps.nodes.presencesOf(view.listingId).filter(isServing));
  return ok({ status: view.status, checks: [...checks, slots, ...advice] });
}

function lookAtSlots(serving: readonly ListingPresence[]): EarningCheck {
  const slots = serving.reduce((sum, node) => sum + node.slots, 0);
  const busy = serving.reduce((sum, node) => sum + node.busy, 0);
  if (serving.length === 0) return { ...checkOf('slots', null), state: 'unknown' };
  return checkOf('slots', busy >= slots ? 'slots_full' : null, { busy, slots });
}

/** The price that lies farthest off, where one does. */
async function lookAtPrices(deps: ConsoleDeps, actor: Actor, view: ListingView): Promise<EarningCheck> {
  const all = await Promise.all(
    view.offers.map(async (offer) => {
      const compared = comparedWith(await rivalsOf(deps, offer.modelId, actor.accountId), view.tier);
      return { model: offer.modelName, rivals: compared.rivalry.offers, ...standing(offer, compared) };
    }),
  );
  const far = all.find(({ side }) => side !== null);
  if (!far) return checkOf('price', null, { rivals: all.reduce((sum, { rivals }) => sum + rivals, 0) });
  const { model, side, percentOfMedian } = far;
  return checkOf('price', side === 'above' ? 'price_above' : 'price_below', { model, percent: percentOfMedian ?? 0 });
}

/** What buyers of these models have paid for in the last week. */
async function lookAtTier(deps: ConsoleDeps, { offers, tier }: ListingView): Promise<EarningCheck> {
  const sinceMs = deps.clock.nowMs() - WEEK_MS;
  const cells = (await Promise.all(offers.map(({ modelId }) => demandOf(deps.db.pool, modelId, sinceMs)))).flat();
  const asked = requestsOf(cells);
  if (asked < LEAST_DEMAND) return { ...checkOf('tier', null, { requests: asked }), state: 'unknown' };
  const above = requestsOf(cells.filter((cell) => !meetsTier(tier, cell.tier)));
  const percent = Math.round((100 * above) / asked);
  return checkOf('tier', percent > MOST_PERCENT ? 'tier_in_demand' : null, {
    percent,
    requests: asked,
    tier: tier satisfies Tier,
  });
}

const requestsOf = (cells: readonly DemandCell[]): number => cells.reduce((sum, { requests }) => sum + requests, 0);

const checkOf = (
  step: EarningCheck['step'],
  code: EarningCheck['code'],
  evidence: EarningCheck['evidence'] = {},
): EarningCheck => ({ step, state: code === null ? 'done' : 'warned', code, sinceMs: null, evidence });
