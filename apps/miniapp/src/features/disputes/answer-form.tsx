import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { WordsForm } from '../review/words-form.tsx';

/** What the provider says to it, once. */
export function AnswerForm({ disputeId }: { disputeId: string }) {
  const texts = useTexts('disputes');
  const queries = useQueryClient();
  const send = useMutation(
    trpc.disputes.answer.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.disputes.ofProvider.queryKey() }),
    }),
  );
  return (
    <WordsForm
      label={texts.answer}
      send={texts.sendAnswer}
      isBusy={send.isPending}
      error={send.error}
      onSend={(words) => send.mutate({ disputeId, words })}
    >
      <p className="muted small">{texts.answerHint}</p>
    </WordsForm>
  );
}
