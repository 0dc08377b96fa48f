import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type ListingView, trpc } from '../../../lib/api/index.ts';
import { ReasonWords } from '../../review/reason-words.tsx';
import { WordsForm } from '../../review/words-form.tsx';

/** What an admin has asked, and the answer to it. */
export function AnswerForm({ listing }: { listing: ListingView }) {
  const { question: texts } = useTexts('review');
  const queries = useQueryClient();
  const answer = useMutation(
    trpc.review.answer.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.earn.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.review.pathKey() }),
        ]),
    }),
  );
  const { listingId, stateCode, stateReason, stateEvidence } = listing;
  return (
    <WordsForm
      label={texts.label}
      hint={texts.hint}
      send={texts.send}
      isBusy={answer.isPending}
      error={answer.error}
      onSend={(words) => answer.mutate({ listingId, words })}
    >
      <h3>{texts.title}</h3>
      <ReasonWords code={stateCode} words={stateReason} evidence={stateEvidence} hasNext />
      <p className="muted small">{texts.about}</p>
    </WordsForm>
  );
}
