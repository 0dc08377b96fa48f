import { machineFingerprint } from '@spindle/sealed/node';
import { fail, hardwareOf, type MachineReport, ok, type Result } from '@spindle/shared';
import type { Actor } from '../../accounts/index.ts';
import { listHardware, listModels, type ModelView } from '../../catalog/index.ts';
import { type ListingView, listListings, offersForModel } from '../../listings/index.ts';
import { JOIN_CODE_MINUTES } from '../membership/join-code.ts';
import { mayJoin } from '../membership/make-join-code.ts';
import { findOpen } from './find-open.ts';
import { matchHardware } from './match-hardware.ts';
import { matchModel } from './match-model.ts';
import type { PairingDeps } from './pairing-deps.ts';
import type { PairingModel, PairingView } from './pairing-shapes.ts';
import { findListingOf, findOwnerOf } from './pairings.repo.ts';
import { suggestPrice } from './suggest-prices.ts';

const TITLE_LENGTH = 80;

/**
 * What machine waits with this code, and what listing it would make.
 * Refusals: those of `findOpen`, `node_taken`, `node_outdated`.
 */
export async function lookAtPairing(
  deps: PairingDeps,
  actor: Actor,
  { code }: { code: string },
): Promise<Result<PairingView>> {
  const found = await findOpen(deps, actor, code);
  if (!found.ok) return found;
  const { identityKey, report, state, nodeId, expiresAtMs, program } = found.value;
  if (!report) return fail('pairing_invalid', { minutes: JOIN_CODE_MINUTES });
  const owner = await findOwnerOf(deps.db.pool, identityKey);
  if (owner && owner !== actor.accountId) return fail('node_taken');
  const catalog = await listModels(deps);
  const models = report.models.map((model) => ({ ...model, match: matchModel(model, catalog) }));
  return ok({
    fingerprint: machineFingerprint(identityKey),
    state: state === 'joined' ? 'joined' : 'open',
    listingId: nodeId && (await findListingOf(deps.db.pool, nodeId)),
    expiresAt: expiresAtMs,
    program,
    hardware: hardwareOf(report),
    report,
    models,
    isKnown: owner !== null,
    suggestion: await suggest(deps, report, models, catalog),
    listings: await joinable(deps, actor, models),
  });
}

async function suggest(
  deps: PairingDeps,
  report: MachineReport,
  models: readonly PairingModel[],
  catalog: readonly ModelView[],
): Promise<PairingView['suggestion']> {
  const ids = matchedIds(models);
  const offers = await Promise.all(
    catalog
      .filter(({ modelId }) => ids.has(modelId))
      .map(async (model) => {
        const { modelId } = model;
        return { modelId, ...suggestPrice(model, await offersForModel(deps, modelId)) };
      }),
  );
  const { gpu } = hardwareOf(report);
  return {
    title: (gpu ?? report.cpu).slice(0, TITLE_LENGTH),
    hardwareId: matchHardware(report, await listHardware(deps)),
    gpuCount: Math.max(1, report.gpus.length),
    offers,
  };
}

/** The person's listings, those first that offer most of what the machine has. */
async function joinable(
  deps: PairingDeps,
  actor: Actor,
  models: readonly PairingModel[],
): Promise<PairingView['listings']> {
  const own = await listListings(deps, actor);
  if (!own.ok) return [];
  const ids = matchedIds(models);
  const shared = ({ offers }: ListingView) => offers.filter(({ modelId }) => ids.has(modelId)).length;
  return own.value
    .filter(({ state }) => mayJoin(state))
    .map((listing) => ({
      listingId: listing.listingId,
      title: listing.title,
      state: listing.state,
      sharedModels: shared(listing),
    }))
    .toSorted((a, b) => b.sharedModels - a.sharedModels);
}

const matchedIds = (models: readonly PairingModel[]): Set<string> =>
  new Set(models.flatMap(({ match }) => match?.modelId ?? []));
