import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type CatalogueView, trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';

/** Every change of the catalogue answers with the whole of it; the market is asked anew. */
export function useCatalogueChange(onDone: () => void = () => {}) {
  const queries = useQueryClient();
  const onSuccess = (view: CatalogueView) => {
    queries.setQueryData(trpc.catalogue.view.queryKey(), view);
    haptic.success();
    void queries.invalidateQueries({ queryKey: trpc.market.pathKey() });
    onDone();
  };
  return {
    saveModel: useMutation(trpc.catalogue.saveModel.mutationOptions({ onSuccess })),
    saveHardware: useMutation(trpc.catalogue.saveHardware.mutationOptions({ onSuccess })),
    hide: useMutation(trpc.catalogue.hide.mutationOptions({ onSuccess })),
    drop: useMutation(trpc.catalogue.drop.mutationOptions({ onSuccess })),
    savePrice: useMutation(trpc.catalogue.savePrice.mutationOptions({ onSuccess })),
    renewPrice: useMutation(trpc.catalogue.renewPrice.mutationOptions({ onSuccess })),
    removePrice: useMutation(trpc.catalogue.removePrice.mutationOptions({ onSuccess })),
  };
}
