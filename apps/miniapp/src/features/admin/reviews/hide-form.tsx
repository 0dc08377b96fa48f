import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { WordsForm } from '../../review/words-form.tsx';

/** What the broker demands; it counts by itself. */
const MOST_CHARS = 500;

interface HideFormProps {
  reviewId: string;
  part: 'review' | 'answer';
  isHidden: boolean;
  label: string;
  onDone: () => void;
}

/** Why it is hidden, or shown again. */
export function HideForm({ reviewId, part, isHidden, label, onDone }: HideFormProps) {
  const { desk: texts } = useTexts('reviews');
  const queries = useQueryClient();
  const done = {
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: trpc.reviews.all.pathKey() });
    },
  };
  const hide = useMutation(trpc.reviews.hide.mutationOptions(done));
  const show = useMutation(trpc.reviews.show.mutationOptions(done));
  const act = isHidden ? show : hide;
  return (
    <WordsForm
      label={texts.reason}
      send={label}
      mostChars={MOST_CHARS}
      isBusy={act.isPending}
      error={act.error}
      onSend={(reason) => act.mutate({ reviewId, part, reason })}
    >
      <p className="muted small">{texts.reasonHint}</p>
    </WordsForm>
  );
}
