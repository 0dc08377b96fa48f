import { useQueryClient } from '@tanstack/react-query';
import { type AllowListView, trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';

/** Every change answers with the whole list as it is then. */
export function useNewView(onDone: () => void): (view: AllowListView) => void {
  const queries = useQueryClient();
  return (view) => {
    queries.setQueryData(trpc.images.view.queryKey(), view);
    haptic.success();
    onDone();
  };
}
