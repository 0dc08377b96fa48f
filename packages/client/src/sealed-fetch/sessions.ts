import type { Primitives } from '@spindle/sealed';
import type { Client } from '../create-client.ts';
import { BatchDesk } from './batches/batch-desk.ts';
import { Replays } from './replays.ts';

/** What one API key has here: nothing of it is another key's. */
export interface Session {
  client: Client;
  replays: Replays;
  desk: BatchDesk;
}

/** More keys than this at a time, and those without files that were not used for longest are forgotten. */
const MAX_SESSIONS = 256;

export function createSessions(
  primitives: Primitives,
  concurrency: number | undefined,
  clientOf: (apiKey: string) => Client,
): (apiKey: string) => Session {
  const sessions = new Map<string, Session>();
  return (apiKey) => {
    const known = sessions.get(apiKey);
    if (known) {
      sessions.delete(apiKey);
      sessions.set(apiKey, known);
      return known;
    }
    const client = clientOf(apiKey);
    const session = { client, replays: new Replays(primitives), desk: new BatchDesk(client, { concurrency }) };
    sessions.set(apiKey, session);
    for (const [key, { desk }] of sessions) {
      if (sessions.size <= MAX_SESSIONS) break;
      if (desk.isEmpty && key !== apiKey) sessions.delete(key);
    }
    return session;
  };
}
