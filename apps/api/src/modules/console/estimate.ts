import { fail, ok, type Result } from '@spindle/shared';
import { findModel } from '../catalog/index.ts';
import { type EarnCatalog, earnCatalog, isServedBy, liveOffersOf } from '../listings/index.ts';
import { demandOf } from '../usage/index.ts';
import { type ConsoleDeps, WEEK_MS } from './console-deps.ts';
import { estimateEarnings } from './estimate-earnings.ts';
import { sumOf } from './price-advice.ts';
import { spreadOf } from './price-spread.ts';
import type { EstimateInput, EstimateView } from './shapes.ts';

/** Where nobody has said how many answers a machine of this class gives at a time. */
const UNKNOWN_SLOTS = 1;

/** What machines and models there are to estimate for: open to everybody. */
export const estimateCatalog = (deps: ConsoleDeps): Promise<EarnCatalog> => earnCatalog(deps);

/**
 * What a machine of this class would earn in a day with this model: from last week's real demand, what is asked now, and
 * the speed that the market has measured on the same hardware. Refusals: `hardware_unknown`, `model_unknown`.
 */
export async function estimate(deps: ConsoleDeps, input: EstimateInput): Promise<Result<EstimateView>> {
  const model = await findModel(deps, input.modelId);
  if (!model.ok) return model;
  const { hardware } = await earnCatalog(deps);
  if (!hardware.some(({ id }) => id === input.hardwareId)) return fail('hardware_unknown');
  const offers = await liveOffersOf(deps, input.modelId);
  const same = await measuredOn(
    deps,
    offers.filter((offer) => offer.hardware.id === input.hardwareId),
  );
  const serving = offers.flatMap((offer) =>
    deps.nodes.presencesOf(offer.listingId).filter((presence) => isServedBy(presence, offer)),
  );
  const cells = await demandOf(deps.db.pool, input.modelId, deps.clock.nowMs() - WEEK_MS);
  const demand = sumOf(cells);
  const speed = speedOf(input.tokensPerSecond, same);
  const slots = median(same.flatMap((node) => (node.slots > 0 ? node.slots : []))) ?? UNKNOWN_SLOTS;
  const made = estimateEarnings({
    ...demand,
    bestMicroUsd: bestOf(cells),
    sellers: serving.length,
    tokensPerSecond: speed?.tokensPerSecond ?? null,
    slots,
    hoursPerDay: input.hoursPerDay,
    feeBasisPoints: deps.feeBasisPoints(),
    watts: input.watts ?? null,
    microUsdPerKwh: input.microUsdPerKwh ?? null,
  });
  return ok({
    ...(typeof made === 'string' ? { estimate: null, unknown: made } : { estimate: made, unknown: null }),
    ...{ speed, slots, sellers: serving.length, demand, days: 7 },
    outputPrice: spreadOf(offers.map(({ price }) => price.outputMicroUsdPerMTok)),
  });
}

/** Machines of these listings of which a speed is known, linked or not. */
async function measuredOn({ nodes }: ConsoleDeps, offers: readonly { listingId: string }[]) {
  const joined = await nodes.nodesOf([...new Set(offers.map(({ listingId }) => listingId))]);
  return joined.filter(({ tokensPerSecond }) => tokensPerSecond !== null);
}

function speedOf(
  given: number | undefined,
  machines: readonly { tokensPerSecond: number | null }[],
): EstimateView['speed'] {
  if (given !== undefined) return { tokensPerSecond: given, from: 'given', machines: 0 };
  const measured = median(machines.flatMap(({ tokensPerSecond }) => tokensPerSecond ?? []));
  return measured === null ? null : { tokensPerSecond: measured, from: 'measured', machines: machines.length };
}

function bestOf(cells: readonly { listingId: string; costMicroUsd: bigint }[]): bigint {
  const byListing = new Map<string, bigint>();
  for (const { listingId, costMicroUsd } of cells) {
    byListing.set(listingId, (byListing.get(listingId) ?? 0n) + costMicroUsd);
  }
  return [...byListing.values()].reduce((a, b) => (b > a ? b : a), 0n);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
