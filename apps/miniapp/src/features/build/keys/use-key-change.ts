import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';

/** What follows each change of a key: it is felt, and the list is read again. */
export function useKeyChange(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    haptic.success();
    await queries.invalidateQueries({ queryKey: trpc.keys.pathKey() });
  };
}
