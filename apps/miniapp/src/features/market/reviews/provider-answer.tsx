import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, Notice } from '../../../ui/index.ts';
import { WordsForm } from '../../review/words-form.tsx';
import { useReviewsChanged } from './use-reviews-changed.ts';

/** What the broker takes; it counts by itself. */
const MOST_CHARS = 500;

/** What the provider can say to a review, once; and why what they said is hidden. */
export function ProviderAnswer({ listingId, reviewId }: { listingId: string; reviewId: string }) {
  const { reply: texts } = useTexts('reviews');
  const [isOpen, setOpen] = useState(false);
  const own = useQuery(trpc.reviews.ofProvider.queryOptions({ listingId }));
  const review = own.data?.find((it) => it.reviewId === reviewId);
  if (review?.answerHiddenReason != null)
    return (
      <Notice tone="warn" icon="warn">
        <span className="written">{texts.hidden(review.answerHiddenReason)}</span>
      </Notice>
    );
  if (!review?.canAnswer) return null;
  if (isOpen) return <AnswerForm listingId={listingId} reviewId={reviewId} />;
  return (
    <div>
      <Button size="small" onClick={() => setOpen(true)}>
        {texts.open}
      </Button>
    </div>
  );
}

function AnswerForm({ listingId, reviewId }: { listingId: string; reviewId: string }) {
  const { reply: texts } = useTexts('reviews');
  const changed = useReviewsChanged(listingId);
  const send = useMutation(trpc.reviews.answer.mutationOptions({ onSuccess: changed }));
  return (
    <WordsForm
      label={texts.label}
      send={texts.send}
      mostChars={MOST_CHARS}
      isBusy={send.isPending}
      error={send.error}
      onSend={(words) => send.mutate({ reviewId, words })}
    >
      <p className="muted small">{texts.hint}</p>
    </WordsForm>
  );
}
