import { useSyncExternalStore } from 'react';
import { wire } from '../../lib/api/index.ts';
import { type Choice, FIRST_CHOICE } from './choice.ts';
import { isRunning, stopAnswer, type Turn } from './turn.ts';

/** On this device, in this tab, and nowhere else. */
export interface Conversation {
  turns: Turn[];
  choice: Choice;
  /** Tiers whose limits the person has been told before a question went there. */
  told: string[];
}

const STORED = 'spindle.chat';
const EMPTY: Conversation = { turns: [], choice: FIRST_CHOICE, told: [] };
const listeners = new Set<() => void>();
let current = restore();

export const conversation = (): Conversation => current;

export function useConversation(): Conversation {
  return useSyncExternalStore(onChange, conversation);
}

/** Changes what is shown; a piece of a streaming answer is not worth writing down each time. */
export function changeConversation(change: (before: Conversation) => Conversation, isPiece = false): void {
  current = change(current);
  if (!isPiece) sessionStorage.setItem(STORED, JSON.stringify(wire.serialize(current)));
  for (const listener of listeners) listener();
}

export function clearConversation(): void {
  changeConversation(({ choice, told }) => ({ turns: [], choice, told }));
}

export function choose(choice: Partial<Choice>): void {
  changeConversation((before) => ({ ...before, choice: { ...before.choice, ...choice } }));
}

function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** After a reload. An answer that was running is not any more: its stream went with the page. */
function restore(): Conversation {
  const stored = sessionStorage.getItem(STORED);
  if (!stored) return EMPTY;
  try {
    const { turns, choice, told }: Conversation = wire.deserialize(JSON.parse(stored));
    const settled = turns.map((turn) =>
      isRunning(turn.answer) ? { ...turn, answer: stopAnswer(turn.answer, Date.now()) } : turn,
    );
    return { turns: settled, choice: { ...FIRST_CHOICE, ...choice }, told };
  } catch {
    return EMPTY;
  }
}
