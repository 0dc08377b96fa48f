import { useSyncExternalStore } from 'react';
import { queryClient, trpc } from '../../lib/api/index.ts';
import { type Choice, FIRST_CHOICE } from './choice.ts';
import type { Conversation } from './keep/conversation-shape.ts';
import { memoryStore, openBrowserStore } from './keep/record-store.ts';
import { openVault, type Vault } from './keep/vault.ts';
import { createWriter } from './keep/writer.ts';
import { isRunning, stopAnswer } from './turn.ts';

export type { Conversation } from './keep/conversation-shape.ts';

const newConversation = (before: Pick<Conversation, 'choice' | 'told'>): Conversation => ({
  ...{ id: crypto.randomUUID(), turns: [], draft: '', changedMs: Date.now() },
  ...{ choice: before.choice, told: before.told },
});

const listeners = new Set<() => void>();
let current = newConversation({ choice: FIRST_CHOICE, told: [] });
let vault: Promise<Vault> | null = null;
const writer = createWriter(async (conversation: Conversation) => (await openedVault()).write(conversation));

export const conversation = (): Conversation => current;

export function useConversation(): Conversation {
  return useSyncExternalStore(onChange, conversation);
}

/** Changes what is shown, and keeps it; a piece of a streaming answer is written down now and then. */
export function changeConversation(change: (before: Conversation) => Conversation, isPiece = false): void {
  current = { ...change(current), changedMs: Date.now() };
  if (current.turns.length > 0 || current.draft !== '') writer.note(current, isPiece);
  tell();
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

let loading: Promise<Vault> | null = null;

/** Once: the conversation that was open last. The same promise for everybody who waits. */
export function conversationsHere(): Promise<Vault> {
  loading ??= openedVault().then(async (opened) => {
    const last = await opened.readLast();
    if (last && current.turns.length === 0 && current.draft === '') show(last);
    return opened;
  });
  return loading;
}

function openedVault(): Promise<Vault> {
  vault ??= openBrowserStore(accountHere())
    .then(openVault)
    .catch(() => openVault(memoryStore()));
  return vault;
}

/** Whose conversations these are: another account on the same phone has others. */
const accountHere = (): string => queryClient.getQueryData(trpc.auth.me.queryKey())?.accountId ?? 'nobody';

/** An answer that was running is not any more: its stream went with the page. */
function show(kept: Conversation): void {
  const turns = kept.turns.map((turn) =>
    isRunning(turn.answer) ? { ...turn, answer: stopAnswer(turn.answer, Date.now()) } : turn,
  );
  current = { ...kept, turns, choice: { ...FIRST_CHOICE, ...kept.choice } };
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
