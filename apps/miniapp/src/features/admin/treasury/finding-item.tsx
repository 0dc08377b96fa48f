import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AuditFindingView } from '../../../lib/api/index.ts';
import { CopyButton } from '../../../ui/index.ts';
import { checkWords, figureWords, subjectWords } from './finding-words.ts';

/** One thing that differs, or could not be read: what must hold, whose it is, and both figures. */
export function FindingItem({ finding }: { finding: AuditFindingView }) {
  const { findings: texts } = useTexts('office');
  const language = useLanguage();
  return (
    <div className="line line--spread">
      <div className="small grow">
        <div className="strong">{checkWords(finding, texts)}</div>
        <div>{figureWords(finding, texts, language)}</div>
        <div className="mono tiny muted">{subjectWords(finding)}</div>
      </div>
      <CopyButton text={finding.subject} isIcon />
    </div>
  );
}
