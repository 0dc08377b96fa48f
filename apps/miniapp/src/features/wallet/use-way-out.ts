import { useQuery } from '@tanstack/react-query';
import { type ChannelView, useConfig } from '../../lib/api/index.ts';
import { type WayOut, wayOutOf } from '../../lib/wallet/index.ts';

/** How to leave an escrow without the market; null until that is reckoned. Asking also fetches what leaving needs. */
export function useWayOut(channel: ChannelView): WayOut | null {
  const { config } = useConfig();
  const networkId = config?.networkId ?? 0;
  const wayOut = useQuery({
    queryKey: ['way-out', channel.address, networkId],
    queryFn: () => wayOutOf(channel, networkId),
    enabled: config !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return wayOut.data ?? null;
}
