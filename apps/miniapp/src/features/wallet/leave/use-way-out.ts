import { useQuery } from '@tanstack/react-query';
import { type ChannelView, useConfig } from '../../../lib/api/index.ts';
import { type WayOut, wayOutOf } from '../../../lib/wallet/index.ts';

export interface WayOutQuery {
  /** Null until it is reckoned. */
  wayOut: WayOut | null;
  /** Why it could not be; null while it can. */
  error: unknown;
  retry: () => void;
}

/** How to leave an escrow without the market. Asking also fetches what leaving needs. */
export function useWayOut(channel: ChannelView): WayOutQuery {
  const { config } = useConfig();
  const networkId = config?.networkId ?? 0;
  const query = useQuery({
    queryKey: ['way-out', channel.address, networkId],
    queryFn: () => wayOutOf(channel, networkId),
    enabled: config !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { wayOut: query.data ?? null, error: query.error, retry: () => void query.refetch() };
}
