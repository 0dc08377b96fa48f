import type { ListingPresence } from './neighbours.ts';

/** Whether the node answers with this model now, in this very revision. */
export function isServedBy(presence: ListingPresence, offer: { modelId: string; revision: string }): boolean {
  const isLoaded = presence.loadedModels.has(offer.modelId);
  return (
    isLoaded &&
    presence.manifest.models.some(({ model, revision }) => model === offer.modelId && revision === offer.revision)
  );
}

/** Whether buyers may be sent to it at all. */
export const isServing = ({ isDraining, circuit, loadedModels }: ListingPresence): boolean =>
  !isDraining && circuit.state === 'closed' && loadedModels.size > 0;
