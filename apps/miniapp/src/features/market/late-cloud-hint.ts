import { lazy } from 'react';
import { currentLanguage, loadTexts } from '../../i18n/index.ts';
import { queryClient, trpc } from '../../lib/api/index.ts';

/** After the first screen: the line beside an offer, with its words and the prices that it tells of, which all come at once. */
export const CloudHint = lazy(async () => {
  void queryClient.prefetchQuery(trpc.market.cloudPrices.queryOptions());
  const [part] = await Promise.all([import('./cloud-hint.tsx'), loadTexts(currentLanguage(), 'clouds')]);
  return part;
});
