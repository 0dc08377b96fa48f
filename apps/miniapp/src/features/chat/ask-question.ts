import { faultOf, queryClient, trpc } from '../../lib/api/index.ts';
import { haptic, setPending } from '../../lib/telegram/index.ts';
import { changeConversation, keepNow, noteAsked, noteAsking } from './conversation.ts';
import { type AnswerRequest, streamAnswer } from './stream-answer.ts';
import { type Answer, failAnswer, newAnswer, stopAnswer, type Turn, withoutOldQuestions } from './turn.ts';

export interface Ask extends AnswerRequest {
  question: string;
  images: readonly string[];
  /** What was answered to the same question before. */
  former: readonly Answer[];
}

/**
 * Seals the question on this device, sends it, and shows the answer as it comes. Never throws: what goes wrong is
 * shown in the turn.
 */
export async function askQuestion(ask: Ask): Promise<void> {
  const { question, modelId, images, former, isGift, isPrivate, isPostQuantum } = ask;
  const turn: Turn = {
    ...{ id: crypto.randomUUID(), question, modelId },
    ...(images.length > 0 && { images }),
    ...(former.length > 0 && { former: [...former] }),
    answer: {
      ...newAnswer(Date.now()),
      ...{ ...(isGift && { isGift }), ...(isPrivate && { isPrivate }), ...(isPostQuantum && { isPostQuantum }) },
    },
  };
  changeConversation((before) => ({ ...before, turns: withoutOldQuestions([...before.turns, turn]) }));
  keepNow();
  const stop = new AbortController();
  // What was delivered is billed, nothing after.
  const asking = { stop: () => stop.abort() };
  noteAsking(asking);
  // A page that is gone takes nothing up again: what it would pay for, nobody would read.
  addEventListener('pagehide', asking.stop);
  setPending('answer', true);
  const update = (change: (answer: Answer) => Answer, isPiece = false) =>
    changeConversation(
      (before) => ({ ...before, turns: before.turns.map((t) => changed(t, turn.id, change)) }),
      isPiece,
    );
  try {
    await streamAnswer(ask, stop.signal, update);
    haptic.success();
  } catch (error) {
    if (stop.signal.aborted) update((answer) => stopAnswer(answer, Date.now()));
    else {
      haptic.failure();
      update((answer) => failAnswer(answer, faultOf(error), Date.now()));
    }
  } finally {
    keepNow();
    if (noteAsked(asking)) setPending('answer', false);
    removeEventListener('pagehide', asking.stop);
    void queryClient.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
    if (isGift) void queryClient.invalidateQueries({ queryKey: trpc.promotions.pathKey() });
  }
}

function changed(turn: Turn, id: string, change: (answer: Answer) => Answer): Turn {
  return turn.id === id ? { ...turn, answer: change(turn.answer) } : turn;
}
