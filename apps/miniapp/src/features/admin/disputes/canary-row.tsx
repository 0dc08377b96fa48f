import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { AnswerEvidence } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Row } from '../../../ui/index.ts';

/** What canaries had said of the machine when it answered. */
export function CanaryRow({ canaries }: { canaries: NonNullable<AnswerEvidence['canaries']> }) {
  const { admin: texts } = useTexts('disputes');
  const language = useLanguage();
  const { passed, failed, unknown, lastFive, suspectedSinceMs } = canaries;
  return (
    <Row
      title={texts.canaries}
      detail={
        <>
          <div>{texts.canariesOf(passed, failed, unknown)}</div>
          {lastFive.length > 0 && (
            <div>{texts.lastFive(lastFive.map((verdict) => texts.verdicts[verdict]).join(', '))}</div>
          )}
          {suspectedSinceMs !== null && (
            <div className="bad">{texts.suspected(moment(suspectedSinceMs, language))}</div>
          )}
        </>
      }
    />
  );
}
