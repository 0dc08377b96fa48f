import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../lib/api/index.ts';
import { modelNames } from './income-choice.ts';

/** The catalogue's names of models by id. */
export function useModelNames(): (modelId: string) => string {
  const catalog = useQuery(trpc.earn.catalog.queryOptions());
  return modelNames(catalog.data?.models ?? []);
}
