import { useTexts } from '../../i18n/index.ts';
import { changeConversation } from './conversation.ts';
import { type Answer, showNextAnswer, type Turn } from './turn.ts';
import type { Asking } from './use-asking.ts';

interface AnswerActionsProps {
  turn: Turn;
  isLast: boolean;
  asking: Asking;
  onEdit: () => void;
}

/** What can be done with an answer that has ended. Each of these that asks is one more answer, at its own price. */
export function AnswerActions({ turn, isLast, asking, onEdit }: AnswerActionsProps) {
  const { turnActions: texts } = useTexts('chat');
  const { question, images = [], answer, former = [] } = turn;
  const canGoOn = answer.isCutShort || answer.state === 'stopped' || answer.state === 'failed';
  const elsewhere = () => asking.ask({ text: question, images }, { turn, isElsewhere: true });
  return (
    <div className="turn__actions">
      <Action label={texts.edit} onPress={onEdit} />
      {isLast && hasAnswered(answer) && <Action label={texts.elsewhere} onPress={elsewhere} />}
      {isLast && answer.text !== '' && canGoOn && (
        <Action label={texts.goOn} onPress={() => asking.ask({ text: texts.goOnQuestion, images: [] })} />
      )}
      {former.length > 0 && <Action label={texts.next(former.length + 1)} onPress={() => showNext(turn)} />}
    </div>
  );
}

/** Whom not to ask again: who answered, and who failed to. */
const hasAnswered = ({ text, state, candidate }: Answer): boolean =>
  text !== '' || (state === 'failed' && candidate !== null);

function showNext(turn: Turn): void {
  changeConversation((before) => ({
    ...before,
    turns: before.turns.map((other) => (other.id === turn.id ? showNextAnswer(other) : other)),
  }));
}

const Action = ({ label, onPress }: { label: string; onPress: () => void }) => (
  <button type="button" className="turn__action" onClick={onPress}>
    {label}
  </button>
);
