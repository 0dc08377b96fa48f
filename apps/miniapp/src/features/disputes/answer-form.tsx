import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Button, ErrorNotice, LongTextField } from '../../ui/index.ts';
import { LEAST_WORDS, MOST_WORDS } from './dispute-codes.ts';

/** What the provider says to it, once. */
export function AnswerForm({ disputeId }: { disputeId: string }) {
  const texts = useTexts('disputes');
  const queries = useQueryClient();
  const [words, setWords] = useState('');
  const send = useMutation(
    trpc.disputes.answer.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.disputes.ofProvider.queryKey() }),
    }),
  );
  const isEnough = words.trim().length >= LEAST_WORDS;
  return (
    <>
      <LongTextField
        label={texts.answer}
        value={words}
        onChange={(text) => setWords(text.slice(0, MOST_WORDS))}
        hint={texts.answerHint}
      />
      {send.error && <ErrorNotice error={send.error} />}
      <Button
        look="primary"
        isWide
        disabled={!isEnough}
        isBusy={send.isPending}
        onClick={() => send.mutate({ disputeId, words })}
      >
        {texts.sendAnswer}
      </Button>
    </>
  );
}
