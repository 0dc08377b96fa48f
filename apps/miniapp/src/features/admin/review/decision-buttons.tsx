import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { CheckResult, DecideInput, ListingView } from '../../../lib/api/index.ts';
import { Button, ErrorNotice, Sheet } from '../../../ui/index.ts';
import { ReasonForm } from '../reason-form.tsx';
import { DecidedNotice } from './decided-notice.tsx';
import { decisionsOn } from './decisions-on.ts';
import { useReview } from './use-review.ts';

type Decision = DecideInput['decision'];

/** What an admin can decide about a listing as it stands. */
export function DecisionButtons({ listing, checks }: { listing: ListingView; checks: readonly CheckResult[] }) {
  const { decisions: texts } = useTexts('admin');
  const [choosing, setChoosing] = useState<Exclude<Decision, 'approve'> | null>(null);
  const review = useReview();
  const { listingId } = listing;
  const start = (decision: Decision) => {
    review.reset();
    if (decision === 'approve') review.mutate({ listingId, decision });
    else setChoosing(decision);
  };
  const decide = (decision: Decision, why: { code: string; reason?: string }) =>
    review.mutate({ listingId, decision, ...why }, { onSuccess: () => setChoosing(null) });
  return (
    <>
      {review.data && <DecidedNotice listing={review.data} />}
      {review.error && !choosing && <ErrorNotice error={review.error} />}
      <div className="decisions">
        {decisionsOn(listing).map((decision) => (
          <Button
            key={decision}
            {...(decision !== 'ask' && { look: decision === 'approve' ? 'primary' : 'danger' })}
            disabled={review.isPending}
            onClick={() => start(decision)}
          >
            {texts[decision].button}
          </Button>
        ))}
      </div>
      {choosing && (
        <Sheet title={texts[choosing].button} onClose={() => setChoosing(null)}>
          <p className="muted">{texts[choosing].about(listing.title)}</p>
          <ReasonForm
            use={choosing}
            evidence={evidenceOf(checks)}
            isBusy={review.isPending}
            error={review.error}
            onSend={(why) => decide(choosing, why)}
          />
        </Sheet>
      )}
    </>
  );
}

/** What failed first is what a reason will most likely rest on; the broker takes the check that fits the reason. */
function evidenceOf(checks: readonly CheckResult[]): Record<string, string> {
  const failed = checks.find(({ outcome }) => outcome === 'fail');
  const sides = Object.entries({ claimed: failed?.claimed, reported: failed?.reported, measured: failed?.measured });
  return Object.fromEntries(sides.flatMap(([name, said]) => (said ? [[name, said]] : [])));
}
