import { useQuery } from '@tanstack/react-query';
import { trpc } from './client.ts';

/** Names change by the month. */
const FRESH_MS = 3600_000;

/** What the market calls a model; its id until that is known, and of one that it sells no more. */
export function useModelName(modelId: string | undefined): string | undefined {
  const models = useQuery(trpc.market.models.queryOptions({}, { enabled: modelId !== undefined, staleTime: FRESH_MS }));
  return models.data?.find((model) => model.modelId === modelId)?.name ?? modelId;
}
