import { useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';

/** What is to be done when something of the wallet was changed: look again, and go on. */
export function useWalletRefresh(onDone: () => void = () => {}): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    haptic.success();
    await queries.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
    onDone();
  };
}
