import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../../lib/api/index.ts';

/** The proven wallet, raw; null when there is none, or while it is not known. */
export function useOwnWallet(): string | null {
  return useQuery(trpc.auth.me.queryOptions()).data?.wallet?.address ?? null;
}
