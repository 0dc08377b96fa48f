import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type DisputeView, trpc } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Button, ErrorNotice, Section, Skeleton } from '../../../ui/index.ts';

const ShownAnswer = lazy(() => import('../../disputes/shown/shown-answer.tsx'));

interface ShownSectionProps {
  dispute: DisputeView;
  receiptText: string | null;
}

/** What the buyer chose to show. It is fetched by an act of its own, which the log and the buyer see. */
export function ShownSection({ dispute: { disputeId, shown }, receiptText }: ShownSectionProps) {
  const { shown: texts } = useTexts('disputes');
  const language = useLanguage();
  const look = useMutation(trpc.disputes.look.mutationOptions({ gcTime: 0 }));
  if (!shown) return null;
  if (look.data) {
    return (
      <Suspense fallback={<Skeleton height={200} />}>
        <ShownAnswer file={look.data.file} receiptText={receiptText} />
      </Suspense>
    );
  }
  return (
    <Section title={texts.forAdmin} note={texts.forAdminNote(moment(shown.untilMs, language))}>
      {look.error && <ErrorNotice error={look.error} />}
      <Button isWide isBusy={look.isPending} onClick={() => look.mutate({ disputeId })}>
        {texts.look}
      </Button>
    </Section>
  );
}
