import { type OfferedModel, plainModelName } from '@spindle/shared';
import { type EngineModel, type EngineSettings, lookAt } from '../engines/index.ts';
import type { ModelSettings } from './model-settings.ts';

/**
 * Finds out which of an engine's models is which of the listing's, for engines of which the owner did not say it. What
 * cannot be told apart stays as it was: then the listing's only offer is meant.
 */
export async function fitModels(
  models: readonly ModelSettings[],
  offers: readonly OfferedModel[],
): Promise<ModelSettings[]> {
  const fitted: ModelSettings[] = [];
  const left = () => offers.filter(({ model }) => !fitted.some((it) => it.model === model));
  for (const entry of models) {
    const known = entry.model === null ? await fit(entry.engine, left()) : [entry];
    fitted.push(...known);
  }
  // Engines that have none of the offers are left alone when others have some.
  return fitted.length > 0 ? fitted : [...models];
}

async function fit(engine: EngineSettings, offers: readonly OfferedModel[]): Promise<ModelSettings[]> {
  if (engine.kind === 'embedded' || engine.name !== null) return [{ model: null, engine }];
  const found = await lookAt(engine.url, engine.key);
  if (!found) return [{ model: null, engine }];
  return offers.flatMap((offer) => {
    const match = matchOffer(offer, found.models);
    return match ? [{ model: offer.model, engine: { ...engine, name: match.name } }] : [];
  });
}

/** The engine's model that an offer means: by revision where it tells one, else by its name, however it is spelt. */
export function matchOffer(offer: OfferedModel, models: readonly EngineModel[]): EngineModel | null {
  const plain = plainModelName(offer.model);
  return (
    models.find(({ name }) => name === offer.model) ??
    models.find(({ revision }) => offer.revision !== 'main' && revision === offer.revision) ??
    models.find(({ name }) => plainModelName(name) === plain) ??
    null
  );
}
