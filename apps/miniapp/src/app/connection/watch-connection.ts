import type { MutationCacheNotifyEvent, QueryCacheNotifyEvent } from '@tanstack/react-query';
import { api, faultOf, isUnreadable, queryClient } from '../../lib/api/index.ts';
import { type Connection, type ConnectionEvent, nextConnection, SLOW_AFTER_MS } from './connection-state.ts';
import { isPageOld } from './page-version.ts';

const LOOK_EVERY_MS = 1_000;
/** While the market is silent it is asked again after so long, then more and more rarely. */
const ASK_AGAIN_MS = [2_000, 3_000, 5_000, 10_000, 15_000];
const PAGE_VERSION_EVERY_MS = 10 * 60_000;

let connection: Connection = { kind: 'fine' };
let isRenewed = false;
/** Whether it is being found out if the market is silent. */
let isDoubting = false;
const listeners = new Set<() => void>();
/** Since when each open question waits. */
const open = new Map<string, number>();

export const connectionNow = (): Connection => connection;
export const isRenewedNow = (): boolean => isRenewed;

export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Watches what becomes of the screens' questions, until the returned function is called. What waits is asked anew when it may be answered. */
export function watchConnection(): () => void {
  const stopQueries = queryClient.getQueryCache().subscribe(noteQuery);
  const stopMutations = queryClient.getMutationCache().subscribe(noteMutation);
  const look = setInterval(() => {
    const oldestMs = open.size > 0 ? Math.min(...open.values()) : null;
    note({ kind: 'looked', atMs: Date.now(), oldestMs });
  }, LOOK_EVERY_MS);
  const version = setInterval(() => void lookForNewPage(), PAGE_VERSION_EVERY_MS);
  addEventListener('online', askAgainNow);
  // What failed before anybody watched.
  for (const { state } of queryClient.getQueryCache().getAll()) if (state.error) noteError(state.error);
  return () => {
    stopQueries();
    stopMutations();
    clearInterval(look);
    clearInterval(version);
    removeEventListener('online', askAgainNow);
  };
}

/** Asks at once whether the market is back. */
export function askAgainNow(): void {
  if (connection.kind === 'down') void askAgain();
}

function noteQuery(event: QueryCacheNotifyEvent): void {
  if (event.type === 'removed') open.delete(event.query.queryHash);
  if (event.type !== 'updated') return;
  const { queryHash } = event.query;
  const { action } = event;
  if (action.type === 'fetch') open.set(queryHash, Date.now());
  if (action.type !== 'success' && action.type !== 'error') return;
  open.delete(queryHash);
  if (action.type === 'error') noteError(action.error);
  else if (!action.manual) note({ kind: 'answered' });
}

function noteMutation(event: MutationCacheNotifyEvent): void {
  if (event.type === 'updated' && event.action.type === 'error') noteError(event.action.error);
}

function noteError(error: unknown): void {
  const { code, facts } = faultOf(error);
  if (code === 'offline') void noteSilence(Date.now());
  else if (isUnreadable(error) || (code === 'not_found' && facts?.what === 'route')) {
    note({ kind: 'strange', atMs: Date.now() });
    void lookForNewPage();
  } else if (code !== 'unexpected') note({ kind: 'answered' });
}

function note(event: ConnectionEvent): void {
  const next = nextConnection(connection, event);
  if (next === connection) return;
  const wasDown = connection.kind === 'down';
  connection = next;
  tell();
  if (next.kind === 'down') askLater(0);
  // All that stands on the screen: some of it failed, the rest is old.
  else if (wasDown) void queryClient.refetchQueries({ type: 'active' });
}

function askLater(times: number): void {
  const waitMs = ASK_AGAIN_MS[Math.min(times, ASK_AGAIN_MS.length - 1)];
  setTimeout(async () => {
    if (connection.kind !== 'down') return;
    await askAgain();
    if (connection.kind === 'down') askLater(times + 1);
  }, waitMs);
}

/** One question without an answer is no silent market yet, or the banner would come and go with it: another tells. */
async function noteSilence(atMs: number): Promise<void> {
  if (connection.kind === 'down' || isDoubting) return;
  isDoubting = true;
  const tooLong = new Promise<boolean>((resolve) => setTimeout(resolve, SLOW_AFTER_MS, false));
  const hasAnswer = await Promise.race([isAnswered(), tooLong]);
  isDoubting = false;
  note(hasAnswer ? { kind: 'answered' } : { kind: 'unanswered', atMs });
}

async function askAgain(): Promise<void> {
  if (await isAnswered()) note({ kind: 'answered' });
}

/** Asks what anybody may ask, and what is cheapest. */
const isAnswered = (): Promise<boolean> =>
  api.app.config.query().then(
    () => true,
    (error: unknown) => faultOf(error).code !== 'offline',
  );

async function lookForNewPage(): Promise<void> {
  if (isRenewed || !(await isPageOld())) return;
  isRenewed = true;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}
