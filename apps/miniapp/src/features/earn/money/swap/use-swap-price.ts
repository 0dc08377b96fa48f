import { useMutation } from '@tanstack/react-query';
import { api } from '../../../../lib/api/index.ts';
import { useNow } from '../../../../ui/index.ts';
import { PRICE_LIFE_MS } from './swap-terms.ts';

/** The price of so many coins, once it was asked for; of another amount it is none. */
export function useSwapPrice(offerNano: bigint | null) {
  const nowMs = useNow();
  const asking = useMutation({
    mutationFn: async (amountNano: bigint) => {
      const price = await api.payouts.swapPrice.query({ offerNano: amountNano });
      return { price, atMs: Date.now() };
    },
  });
  const told = asking.data?.price.offerNano === offerNano ? asking.data : null;
  const isOld = told !== null && nowMs - told.atMs > PRICE_LIFE_MS;
  return { price: told?.price ?? null, isOld, asking };
}
