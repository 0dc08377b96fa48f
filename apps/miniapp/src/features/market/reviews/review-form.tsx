import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type ReviewRights, trpc } from '../../../lib/api/index.ts';
import { haptic } from '../../../lib/telegram/index.ts';
import { Button, ErrorNotice, LongTextField, Sheet } from '../../../ui/index.ts';
import { StarChoice } from './stars.tsx';
import { useReviewsChanged } from './use-reviews-changed.ts';

/** What the broker takes; it counts by itself. */
export const MOST_CHARS = 500;

interface ReviewFormProps {
  listingId: string;
  mine: ReviewRights['mine'];
  onClose: () => void;
}

/** Stars, and a few words. What is typed stays when sending fails. */
export default function ReviewForm({ listingId, mine, onClose }: ReviewFormProps) {
  const { form: texts } = useTexts('reviews');
  const changed = useReviewsChanged(listingId);
  const [stars, setStars] = useState(mine?.stars ?? 0);
  const [words, setWords] = useState(mine?.words ?? '');
  const done = {
    onSuccess: async () => {
      haptic.success();
      await changed();
      onClose();
    },
  };
  const write = useMutation(trpc.reviews.write.mutationOptions(done));
  const remove = useMutation(trpc.reviews.remove.mutationOptions(done));
  const error = write.error ?? remove.error;
  const letters = [...words];
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div className="stack" style={{ '--gap': '16px' }}>
        <StarChoice
          value={stars}
          onChange={(chosen) => {
            haptic.select();
            setStars(chosen);
          }}
        />
        <LongTextField
          label={texts.words}
          rows={4}
          placeholder={texts.hint}
          value={words}
          hint={texts.left(MOST_CHARS - letters.length)}
          onChange={(text) => setWords([...text].slice(0, MOST_CHARS).join(''))}
        />
        <p className="muted small">{texts.note}</p>
        {error && <ErrorNotice error={error} />}
        <Button
          look="primary"
          isWide
          disabled={stars === 0}
          isBusy={write.isPending}
          onClick={() => write.mutate({ listingId, stars, words })}
        >
          {texts.send}
        </Button>
        {mine && !mine.hidden && (
          <Button
            look="plain"
            isWide
            isBusy={remove.isPending}
            onClick={() => remove.mutate({ reviewId: mine.reviewId })}
          >
            {texts.remove}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
