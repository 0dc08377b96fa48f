import { queryClient, trpc } from '../lib/api/index.ts';
import { type Ahead, type ConnectionHint, fetchAhead } from './fetch-ahead.ts';

/** Fetches these for whoever is let in: others read one page, and go. */
export function fetchNextPages(pages: readonly Ahead[]): void {
  if (!queryClient.getQueryData(trpc.auth.me.queryKey())) return;
  const connection: ConnectionHint | undefined = Reflect.get(navigator, 'connection');
  void fetchAhead(pages, { isBusy: () => queryClient.isFetching() > 0, connection });
}
