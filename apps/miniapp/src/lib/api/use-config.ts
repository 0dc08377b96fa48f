import { useQuery } from '@tanstack/react-query';
import { trpc } from './client.ts';
import type { AppConfig } from './types.ts';

/** The rate moves; everything else of the config stays as it is. */
const REFRESH_MS = 60_000;

/** What the market says of itself, and its rate in micro-dollars per coin; null until known, or while none is fresh. */
export function useConfig(): { config: AppConfig | null; rate: bigint | null } {
  const { data } = useQuery(trpc.app.config.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return { config: data ?? null, rate: data?.rate?.microUsdPerCoin ?? null };
}
