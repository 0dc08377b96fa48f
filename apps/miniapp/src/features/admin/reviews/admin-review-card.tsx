import { useState } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import type { AdminReview } from '../../../lib/api/index.ts';
import { Badge, Button, Card, Notice } from '../../../ui/index.ts';
import { ReviewItem } from '../../market/reviews/review-item.tsx';
import { OthersDecide } from '../who-decides.tsx';
import { HideForm } from './hide-form.tsx';

type Part = 'review' | 'answer';

/** A review with who wrote it, how much they had paid by, and what an admin can do about it. */
export function AdminReviewCard({ review }: { review: AdminReview }) {
  const { desk: texts } = useTexts('reviews');
  const [part, setPart] = useState<Part | null>(null);
  const { writer, listing, provider, hidden, answer, answerHiddenReason } = review;
  const { barred, others } = review.whoDecides;
  const isHidden = { review: hidden !== null, answer: answerHiddenReason !== null };
  return (
    <Card>
      <div className="stack" style={{ '--gap': '12px' }}>
        <div className="stack" style={{ '--gap': '4px' }}>
          <Link href={`/admin/listings/${listing.listingId}`} className="strong link-line">
            {texts.of(listing.title, provider.firstName)}
          </Link>
          {writer && (
            <div className="muted small">
              <Link href={`/admin/people/${writer.accountId}`} className="link-line">
                {texts.writer(writer.firstName, texts.answers(writer.paidAnswers))}
              </Link>
            </div>
          )}
        </div>
        {review.isChangedSince && <Badge tone="warn">{texts.changedSince}</Badge>}
        <ReviewItem review={review} />
        {hidden && <Notice title={texts.reviewHidden}>{hidden.reason}</Notice>}
        {answerHiddenReason !== null && <Notice title={texts.answerHidden}>{answerHiddenReason}</Notice>}
        {barred ? (
          <OthersDecide barred={barred} others={others} />
        ) : part ? (
          <HideForm
            {...{ reviewId: review.reviewId, part, isHidden: isHidden[part] }}
            label={labelOf(part, isHidden[part], texts)}
            onDone={() => setPart(null)}
          />
        ) : (
          <div className="line line--wrap" style={{ '--gap': '8px' }}>
            <Button size="small" onClick={() => setPart('review')}>
              {labelOf('review', isHidden.review, texts)}
            </Button>
            {answer && (
              <Button size="small" onClick={() => setPart('answer')}>
                {labelOf('answer', isHidden.answer, texts)}
              </Button>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}

type Labels = Record<'hide' | 'show' | 'hideAnswer' | 'showAnswer', string>;

function labelOf(part: Part, isHidden: boolean, texts: Labels): string {
  if (part === 'review') return isHidden ? texts.show : texts.hide;
  return isHidden ? texts.showAnswer : texts.hideAnswer;
}
