import type { AppRouter } from '@spindle/api/router';
import { createTRPCClient, httpLink } from '@trpc/client';
import superjson from 'superjson';

export type MarketClient = ReturnType<typeof marketClient>;

/** The Mini App's door as a program sees it. */
export function marketClient(url: string, token?: string) {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${url}/trpc`,
        transformer: superjson,
        headers: token ? { authorization: `Bearer ${token}` } : {},
      }),
    ],
  });
}

/** Logs in as one of the demo people of the local world. */
export async function logIn(
  url: string,
  secret: string,
  as: 'buyer' | 'provider' | 'admin' | 'developer',
): Promise<MarketClient> {
  const { token } = await marketClient(url).auth.dev.mutate({ secret, as });
  return marketClient(url, token);
}

/** Whether a machine takes requests for the model at this moment. */
export async function isServed(url: string, modelId: string): Promise<boolean> {
  const { offers } = await marketClient(url).market.model.query({ modelId });
  return offers.some(({ freeSlots }) => freeSlots > 0);
}
