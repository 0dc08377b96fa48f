import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../../i18n/index.ts';
import { trpc, useConfig } from '../api/index.ts';
import { haptic } from '../telegram/index.ts';
import { connectWallet } from './connect-wallet.ts';

/** Connects a wallet and proves that it is the person's own. @param onConnected called when the screens know of it. */
export function useConnectWallet(onConnected: () => void = () => {}) {
  const language = useLanguage();
  const { config } = useConfig();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => (config ? connectWallet(config, language) : null),
    onSuccess: async (me) => {
      haptic.success();
      if (me) queries.setQueryData(trpc.auth.me.queryKey(), me);
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.wallet.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.payouts.pathKey() }),
      ]);
      onConnected();
    },
  });
}
