import type { AppRouter } from '@spindle/api/router';
import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { takeAsked } from './asked-ahead.ts';
import { TRPC_URL } from './broker-url.ts';
import { keepErrorsWhileAsked } from './errors-while-asked.ts';
import { faultOf } from './fault.ts';
import { sessionToken } from './session.ts';
import { readableOrNot, refuseUnreadable } from './unreadable-answers.ts';

const STALE_MS = 10_000;
const MOST_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: STALE_MS,
      // Offline is an answer too: people see it and can try again, instead of a page that waits for ever.
      networkMode: 'always',
      // A refusal stays one however often we ask; only what never arrived is worth another try.
      retry: (count, error) => faultOf(error).code === 'offline' && count < MOST_RETRIES,
    },
    mutations: { networkMode: 'always' },
  },
});

keepErrorsWhileAsked(queryClient.getQueryCache());

/** Calls by hand: login, the deposit. Screens use {@link trpc}. */
export const api = createTRPCClient<AppRouter>({
  links: [
    refuseUnreadable,
    httpBatchLink({
      url: TRPC_URL,
      fetch: (address, init) => takeAsked(String(address)) ?? fetch(address, { ...init, signal: init?.signal ?? null }),
      transformer: readableOrNot,
      headers: () => {
        const token = sessionToken();
        return token ? { authorization: `Bearer ${token}` } : {};
      },
    }),
  ],
});

/** Query and mutation options for every route of the broker. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });
