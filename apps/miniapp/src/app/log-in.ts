import { api, beginSession, type Me, queryClient, resumeSession, trpc } from '../lib/api/index.ts';
import { tabKept } from '../lib/kept/index.ts';
import type { Launch } from '../lib/telegram/index.ts';
import type { DevLogin } from './dev-login.ts';

/** How the visit began: with a person, or with nobody we could ask. */
export type LogInOutcome = { kind: 'in'; me: Me } | { kind: 'visitor' } | { kind: 'failed'; error: unknown };

/** A session: the one of this tab if it is this person's, else a new one for what brought them here. */
export async function logIn(launch: Launch | null, dev: DevLogin | null): Promise<LogInOutcome> {
  try {
    if (dev) return { kind: 'in', me: await begin('dev', api.auth.dev.mutate(dev)) };
    if (resumeSession(launch?.userId ?? null, Date.now(), tabKept)) {
      return { kind: 'in', me: keep(await api.auth.me.query()) };
    }
    if (!launch?.initData) return { kind: 'visitor' };
    return { kind: 'in', me: await begin(launch.userId, api.auth.telegram.mutate({ initData: launch.initData })) };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

async function begin(subject: string, login: Promise<{ token: string; expiresAt: number; me: Me }>): Promise<Me> {
  const { token, expiresAt, me } = await login;
  beginSession({ token, expiresAt, subject }, tabKept);
  return keep(me);
}

function keep(me: Me): Me {
  queryClient.setQueryData(trpc.auth.me.queryKey(), me);
  return me;
}
