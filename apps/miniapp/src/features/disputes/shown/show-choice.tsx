import { lazy, Suspense } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { Fold, Notice, Section, Segmented, Skeleton } from '../../../ui/index.ts';
import type { Answer } from '../../chat/turn.ts';
import { shownFileOf } from './shown-file.ts';

const ShownAnswer = lazy(() => import('./shown-answer.tsx'));

interface ShowChoiceProps {
  answer: Answer | null;
  isShown: boolean;
  onChange: (isShown: boolean) => void;
}

/** Whether admins may read question and answer: off, until the buyer has seen what it means and turns it on. */
export function ShowChoice({ answer, isShown, onChange }: ShowChoiceProps) {
  const { shown: texts } = useTexts('disputes');
  const kept = answer && shownFileOf(answer);
  if (!kept) return <p className="muted small">{texts.notKept}</p>;
  return (
    <Section title={texts.title}>
      <Segmented
        label={texts.title}
        value={isShown ? 'shown' : 'hidden'}
        options={[
          { value: 'hidden', label: texts.hide },
          { value: 'shown', label: texts.show },
        ]}
        onChange={(value) => onChange(value === 'shown')}
      />
      {isShown ? (
        <>
          <Notice tone="warn" icon="info" title={kept.hasQuestion ? texts.seesBoth : texts.seesAnswer}>
            {texts.sees}
          </Notice>
          <Fold title={texts.preview} about={texts.previewAbout}>
            <Suspense fallback={<Skeleton height={200} />}>
              <ShownAnswer file={kept.file} receiptText={answer.bill?.signedReceipt.text ?? null} />
            </Suspense>
          </Fold>
        </>
      ) : (
        <p className="muted small">{texts.hidden}</p>
      )}
    </Section>
  );
}
