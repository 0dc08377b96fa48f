import { memo } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { AnswerActions } from './answer-actions.tsx';
import { AnswerFoot } from './answer-foot.tsx';
import { useTurn } from './conversation.ts';
import { Markdown } from './markdown/markdown.tsx';
import { isRunning, type Turn } from './turn.ts';
import type { Asking } from './use-asking.ts';

interface TurnViewProps {
  turn: Turn;
  isLast: boolean;
  /** Whether any answer runs: one at a time. */
  isBusy: boolean;
  asking: Asking;
  onEdit: () => void;
}

/** While an answer comes, all others stay as they are: many times a second there is nothing new in them, and nothing to press. */
export const TurnView = memo(DrawnTurn, (before, now) => {
  const isSame = before.turn === now.turn && before.isLast === now.isLast && before.isBusy === now.isBusy;
  return isSame && (now.isBusy || (before.asking === now.asking && before.onEdit === now.onEdit));
});

function DrawnTurn({ turn: drawn, isLast, isBusy, asking, onEdit }: TurnViewProps) {
  const texts = useTexts('chat');
  const turn = useTurn(drawn);
  const { answer, question, images = [] } = turn;
  const again = () => asking.ask({ text: question, images }, { turn });
  return (
    <article className="turn">
      <div className="turn__question" dir="auto">
        {images.map((image, at) => (
          <img key={image} src={image} alt={texts.attach.image(at + 1)} className="turn__image" />
        ))}
        {question}
      </div>
      <div className="turn__answer" aria-busy={isRunning(answer)}>
        {answer.reasoning && (
          <details className="reasoning" open={answer.text === '' && isRunning(answer)}>
            <summary>{texts.reasoning}</summary>
            <Markdown text={answer.reasoning} />
          </details>
        )}
        {answer.text && <Markdown text={answer.text} />}
        <AnswerFoot turn={turn} onAskAgain={again} />
      </div>
      {!isBusy && <AnswerActions turn={turn} isLast={isLast} asking={asking} onEdit={onEdit} />}
    </article>
  );
}
