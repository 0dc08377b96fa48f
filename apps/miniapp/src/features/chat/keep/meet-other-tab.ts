import type { Conversation } from './conversation-shape.ts';

/**
 * Two windows with one conversation: whoever only looks shows what the other has written. Whoever has an answer under way goes
 * on in a conversation of its own, so that neither writes over the other and nothing is lost.
 * @param theirs what stands written now; null when it is gone
 * @returns what is shown from now on
 */
export function meetOtherTab(
  mine: Conversation,
  theirs: Conversation | null,
  isAsking: boolean,
  newId: () => string,
): Conversation {
  if (!theirs || theirs.id !== mine.id) return mine;
  if (isAsking) return hasMore(theirs, mine) ? { ...mine, id: newId() } : mine;
  if (theirs.changedMs <= mine.changedMs) return mine;
  // What is half written here stays.
  return { ...theirs, draft: mine.draft || theirs.draft };
}

const hasMore = (theirs: Conversation, mine: Conversation): boolean =>
  theirs.turns.some(({ id }) => !mine.turns.some((turn) => turn.id === id));
