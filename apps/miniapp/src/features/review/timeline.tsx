import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { StateChange } from '../../lib/api/index.ts';
import { moment } from '../../lib/format/index.ts';
import { ReasonWords } from './reason-words.tsx';
import { StateBadge } from './state-badge.tsx';
import './review.css';

/** What became of a listing, latest first: state, who, why, when. */
export function Timeline({ history, isOwn = false }: { history: readonly StateChange[]; isOwn?: boolean }) {
  const texts = useTexts('review');
  const language = useLanguage();
  const whoOf = ({ by, actorName }: StateChange) => (isOwn && by === 'owner' ? texts.you : (actorName ?? texts.by[by]));
  return (
    <ol className="timeline">
      {history.map((entry) => (
        <li key={entry.id} className="timeline__entry">
          <div className="line line--wrap line--spread">
            <StateBadge state={entry.state} />
            <span className="muted tiny">
              {whoOf(entry)} · {moment(entry.atMs, language)}
            </span>
          </div>
          <ReasonWords code={entry.code} words={entry.words} evidence={entry.evidence} />
        </li>
      ))}
    </ol>
  );
}
