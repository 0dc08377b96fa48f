import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { AppealView } from '../../lib/api/index.ts';
import { moment } from '../../lib/format/index.ts';
import { Badge, type Tone } from '../../ui/index.ts';
import { ReasonWords } from './reason-words.tsx';
import './review.css';

const TONES: Record<AppealView['state'], Tone> = { open: 'accent', granted: 'good', refused: 'bad' };

/** What was said against a decision, and what was answered. */
export function AppealLines({ appeal }: { appeal: AppealView }) {
  const { appeal: texts } = useTexts('review');
  const language = useLanguage();
  return (
    <div className="stack" style={{ '--gap': '6px' }}>
      <div className="line line--wrap line--spread">
        <Badge tone={TONES[appeal.state]}>{texts.states[appeal.state]}</Badge>
        <span className="muted tiny">
          {texts.against[appeal.against]} · {moment(appeal.openedAt, language)}
        </span>
      </div>
      <blockquote className="small quoted">{appeal.words}</blockquote>
      {appeal.state === 'open' ? (
        <p className="muted tiny">{texts.promised}</p>
      ) : (
        <ReasonWords code={appeal.code} words={appeal.answer} />
      )}
    </div>
  );
}
