import { lazy, Suspense, useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ReviewRights } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Button, Card, FaultWords, Notice } from '../../../ui/index.ts';
import { ReviewItem } from './review-item.tsx';

const ReviewForm = lazy(() => import('./review-form.tsx'));

interface OwnReviewProps {
  listingId: string;
  rights: ReviewRights;
}

/** The reader's own review, or the way to write it; if they may not, why and what to do. */
export function OwnReviewCard({ listingId, rights: { mine, refusal, isProvider } }: OwnReviewProps) {
  const texts = useTexts('reviews');
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  // What a provider can do stands beside each review.
  if (isProvider) return null;
  if (!mine && refusal) {
    return (
      <Notice>
        <FaultWords fault={refusal} />
      </Notice>
    );
  }
  return (
    <>
      {mine && (
        <Card>
          <div className="stack" style={{ '--gap': '10px' }}>
            <span className="strong">{texts.mine}</span>
            <ReviewItem review={mine} />
          </div>
        </Card>
      )}
      {mine?.hidden && (
        <Notice tone="warn" icon="warn" title={texts.hidden.title}>
          <p className="written">{texts.hidden.why(mine.hidden.reason)}</p>
          <p>{texts.hidden.about}</p>
          <p className="muted tiny">{texts.hidden.since(moment(mine.hidden.atMs, language))}</p>
        </Notice>
      )}
      <Button look="soft" isWide onClick={() => setOpen(true)}>
        {mine ? texts.change : texts.write}
      </Button>
      <Suspense>{isOpen && <ReviewForm listingId={listingId} mine={mine} onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
