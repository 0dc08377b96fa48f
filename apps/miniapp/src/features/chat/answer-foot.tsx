import { useTexts } from '../../i18n/index.ts';
import { Notice, Since } from '../../ui/index.ts';
import { AnswerFault } from './answer-fault.tsx';
import { CompleteFoot } from './complete-foot.tsx';
import { RunningFoot } from './running-foot.tsx';
import { StoppedFoot } from './stopped-foot.tsx';
import { type Answer, isRunning, type Turn } from './turn.ts';

/** Below an answer: what it waits for and since when, what it costs, what became of it. */
export function AnswerFoot({ turn, onAskAgain }: { turn: Turn; onAskAgain: () => void }) {
  const texts = useTexts('chat');
  const { answer } = turn;
  if (answer.isAway && isRunning(answer)) return <AwayFoot />;
  switch (answer.state) {
    case 'quoting':
    case 'waiting':
      return (
        <p className="answer-foot" role="status">
          <span className="spinner" />
          {waitsFor(texts, answer)} {answer.queue && '·'} <Since atMs={answer.sinceMs} />
        </p>
      );
    case 'streaming':
      return <RunningFoot answer={answer} question={turn.question} />;
    case 'complete':
      return (
        <>
          {answer.isCutShort && <Notice icon="info">{texts.cutShort}</Notice>}
          <CompleteFoot answer={answer} />
        </>
      );
    case 'stopped':
      return <StoppedFoot answer={answer} />;
    case 'failed':
      return <AnswerFault answer={answer} onAskAgain={onAskAgain} />;
  }
}

/** The connection was lost: what happens to the answer meanwhile, and what it costs. */
function AwayFoot() {
  const { away } = useTexts('chat');
  return (
    <Notice tone="warn" icon="retry" title={away.title}>
      {away.about}
    </Notice>
  );
}

function waitsFor(texts: ReturnType<typeof useTexts<'chat'>>, { state, queue }: Answer): string {
  if (state === 'quoting') return texts.quoting;
  if (!queue) return texts.waiting;
  return texts.queued(queue.position, queue.etaMs === null ? null : Math.max(1, Math.round(queue.etaMs / 1000)));
}
