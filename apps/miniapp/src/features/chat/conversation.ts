import { useSyncExternalStore } from 'react';
import { queryClient, trpc } from '../../lib/api/index.ts';
import { type Arriving, arriving } from '../../lib/arriving.ts';
import { type Choice, FIRST_CHOICE } from './choice.ts';
import { createFrameTeller } from './frame-teller.ts';
import type { Conversation } from './keep/conversation-shape.ts';
import { meetOtherTab } from './keep/meet-other-tab.ts';
import { openTabs, type TabWord } from './keep/other-tabs.ts';
import { memoryStore, openBrowserStore } from './keep/record-store.ts';
import { openVault, type Vault } from './keep/vault.ts';
import { createWriter } from './keep/writer.ts';
import { isRunning, stopAnswer, type Turn } from './turn.ts';

export type { Conversation } from './keep/conversation-shape.ts';

/** Of the list of kept conversations among the queries. */
export const KEPT_KEY = ['conversations'];

const newConversation = (before: Pick<Conversation, 'choice' | 'told'>): Conversation => ({
  ...{ id: crypto.randomUUID(), turns: [], draft: '', changedMs: Date.now() },
  ...{ choice: before.choice, told: before.told },
});

const listeners = new Set<() => void>();
const pieces = createFrameTeller();
let current = newConversation({ choice: FIRST_CHOICE, told: [] });
/** The latest without the pieces that came since: what a page is drawn from, but for the answer that comes. */
let drawn = current;
let vault: Promise<Vault> | null = null;
let isFull = false;
let sayToTabs: (word: TabWord) => void = () => undefined;
const writer = createWriter(async (written: Conversation) => {
  await (await openedVault()).write(written);
  sayToTabs({ kind: 'written', id: written.id });
  void queryClient.invalidateQueries({ queryKey: KEPT_KEY });
}, noteWritten);

/** The answer that runs in this window, and how to stop it. */
let asking: { stop(): void } | null = null;

export function noteAsking(answer: { stop(): void }): void {
  asking = answer;
}

/** @returns whether it was the latest: then none runs now. */
export function noteAsked(answer: { stop(): void }): boolean {
  if (asking !== answer) return false;
  asking = null;
  return true;
}

/** Whether the device had no room for what was said last. */
export const useIsFull = (): boolean => useSyncExternalStore(onChange, () => isFull);

function noteWritten(isWritten: boolean): void {
  if (isFull === !isWritten) return;
  isFull = !isWritten;
  tell();
}

export const conversation = (): Conversation => current;

export function useConversation(): Conversation {
  return useSyncExternalStore(onChange, () => drawn);
}

/** A turn as it is now: pieces of an answer come faster than frames, and nothing but the answer is drawn anew for them. */
export function useTurn(turn: Turn): Turn {
  const isLive = isRunning(turn.answer);
  const latest = () => (isLive && current.turns.findLast(({ id }) => id === turn.id)) || turn;
  return useSyncExternalStore(isLive ? pieces.listen : onNothing, latest);
}

/** Changes what is shown, and keeps it; a piece of a streaming answer is written down now and then, and drawn with the next frame. */
export function changeConversation(change: (before: Conversation) => Conversation, isPiece = false): void {
  current = { ...change(current), changedMs: Date.now() };
  if (current.turns.length > 0 || current.draft !== '') writer.note(current, isPiece);
  if (isPiece) pieces.tellSoon();
  else tell();
}

/** Writes down what was said, now: when the app is closed the moment after an answer, nothing can be written any more. */
export function keepNow(): void {
  void writer.flush();
}

export function choose(choice: Partial<Choice>): void {
  changeConversation((before) => ({ ...before, choice: { ...before.choice, ...choice } }));
}

/** Another conversation, by the same rules. The one before stays where it is. */
export function startConversation(): void {
  void writer.flush();
  current = newConversation(current);
  tell();
}

/** Opens one of those that are kept. @returns false when it is gone. */
export async function showConversation(id: string): Promise<boolean> {
  await writer.flush();
  const kept = await (await openedVault()).read(id);
  if (!kept) return false;
  show(kept);
  void (await openedVault()).write(current);
  return true;
}

export async function removeConversations(ids: readonly string[]): Promise<void> {
  await writer.flush();
  await (await openedVault()).remove(ids);
  if (ids.includes(current.id)) startConversation();
}

let loading: Arriving<Vault> | null = null;

/** Once: the conversation that was open last. The same promise for everybody who waits. */
export function conversationsHere(): Promise<Vault> {
  loading ??= arriving(openWithLast());
  return loading;
}

async function openWithLast(): Promise<Vault> {
  const opened = await openedVault();
  const last = await opened.readLast();
  if (last && current.turns.length === 0 && current.draft === '') show(last);
  return opened;
}

function openedVault(): Promise<Vault> {
  if (!vault) sayToTabs = openTabs(accountHere(), (word) => void hearTab(word));
  vault ??= openBrowserStore(accountHere())
    .then(openVault)
    .catch(() => openVault(memoryStore()));
  return vault;
}

/** Stops the answer that runs, in whichever window it does. */
export function stopHere(): void {
  if (asking) {
    asking.stop();
    return;
  }
  sayToTabs({ kind: 'stop', id: current.id });
  // The window that asked may be gone: then nobody else says that it is over.
  setTimeout(() => {
    if (!asking && current.turns.some(({ answer }) => isRunning(answer))) changeConversation(withoutRunning);
  }, STOP_MS);
}

const STOP_MS = 1_500;

async function hearTab({ kind, id }: TabWord): Promise<void> {
  if (id !== current.id) return;
  if (kind === 'stop') {
    asking?.stop();
    return;
  }
  const theirs = await (await openedVault()).read(id);
  const met = meetOtherTab(current, theirs, asking !== null, () => crypto.randomUUID());
  if (met === current) return;
  current = met;
  if (asking) writer.note(current, false);
  tell();
}

/** Whose conversations these are: another account on the same phone has others. */
const accountHere = (): string => queryClient.getQueryData(trpc.auth.me.queryKey())?.accountId ?? 'nobody';

/** An answer that was running is not any more: its stream went with the page. */
function show(kept: Conversation): void {
  current = { ...withoutRunning(kept), choice: { ...FIRST_CHOICE, ...kept.choice } };
  tell();
}

const withoutRunning = (kept: Conversation): Conversation => ({
  ...kept,
  turns: kept.turns.map((turn) =>
    isRunning(turn.answer) ? { ...turn, answer: stopAnswer(turn.answer, Date.now()) } : turn,
  ),
});

function tell(): void {
  drawn = current;
  for (const listener of listeners) listener();
  pieces.tell();
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const onNothing = () => () => undefined;
