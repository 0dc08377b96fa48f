import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Button, ErrorNotice, LongTextField } from '../../../ui/index.ts';

/** What the broker demands; it counts by itself. */
const LEAST_CHARS = 10;
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
  const [reason, setReason] = useState('');
  const done = {
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: trpc.reviews.all.pathKey() });
    },
  };
  const hide = useMutation(trpc.reviews.hide.mutationOptions(done));
  const show = useMutation(trpc.reviews.show.mutationOptions(done));
  const act = isHidden ? show : hide;
  const isEnough = reason.trim().length >= LEAST_CHARS;
  return (
    <div className="stack">
      <LongTextField
        label={texts.reason}
        value={reason}
        hint={isEnough ? texts.reasonHint : texts.least(LEAST_CHARS)}
        onChange={(text) => setReason(text.slice(0, MOST_CHARS))}
      />
      {act.error && <ErrorNotice error={act.error} />}
      <Button
        look="primary"
        isWide
        disabled={!isEnough}
        isBusy={act.isPending}
        onClick={() => act.mutate({ reviewId, part, reason })}
      >
        {label}
      </Button>
    </div>
  );
}
