import { useTexts } from '../../i18n/index.ts';
import { AnswerFoot } from './answer-foot.tsx';
import { Markdown } from './markdown/markdown.tsx';
import { isRunning, type Turn } from './turn.ts';

export function TurnView({ turn, onAskAgain }: { turn: Turn; onAskAgain: () => void }) {
  const texts = useTexts('chat');
  const { answer } = turn;
  return (
    <article className="turn">
      <div className="turn__question">{turn.question}</div>
      <div className="turn__answer" aria-busy={isRunning(answer)}>
        {answer.reasoning && (
          <details className="reasoning" open={answer.text === '' && isRunning(answer)}>
            <summary>{texts.reasoning}</summary>
            <Markdown text={answer.reasoning} />
          </details>
        )}
        {answer.text && <Markdown text={answer.text} />}
        <AnswerFoot turn={turn} onAskAgain={onAskAgain} />
      </div>
    </article>
  );
}
