import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { Chips, ErrorNotice, LongTextField, MainAction, Page } from '../../ui/index.ts';
import { ANSWER_CODES, LEAST_WORDS, LISTING_CODES, MOST_WORDS } from './dispute-codes.ts';

/** What is wrong with an answer (`?job=…`) or a listing (`?listing=…`). */
export default function NewDisputePage() {
  const texts = useTexts('disputes');
  const [search] = useSearchParams();
  const jobId = search.get('job');
  return (
    <Page title={texts.newTitle[jobId ? 'job' : 'listing']} lead={texts.newLead} back="/disputes">
      {jobId ? <AnswerForm jobId={jobId} /> : <ListingForm listingId={search.get('listing') ?? ''} />}
    </Page>
  );
}

function useSent() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return {
    onSuccess: () => {
      haptic.success();
      queries.invalidateQueries({ queryKey: trpc.disputes.mine.queryKey() });
      navigate('/disputes', { replace: true });
    },
  };
}

function AnswerForm({ jobId }: { jobId: string }) {
  const send = useMutation(trpc.disputes.open.mutationOptions(useSent()));
  return (
    <DisputeForm codes={ANSWER_CODES} sending={send} onSend={(code, words) => send.mutate({ jobId, code, words })} />
  );
}

function ListingForm({ listingId }: { listingId: string }) {
  const send = useMutation(trpc.disputes.report.mutationOptions(useSent()));
  return (
    <DisputeForm
      codes={LISTING_CODES}
      sending={send}
      onSend={(code, words) => send.mutate({ listingId, code, words })}
    />
  );
}

interface DisputeFormProps<Code extends string> {
  codes: readonly Code[];
  sending: { isPending: boolean; error: unknown };
  onSend: (code: Code, words: string) => void;
}

function DisputeForm<Code extends (typeof ANSWER_CODES | typeof LISTING_CODES)[number]>({
  codes,
  sending,
  onSend,
}: DisputeFormProps<Code>) {
  const texts = useTexts('disputes');
  const [code, setCode] = useState<Code | undefined>(codes[0]);
  const [words, setWords] = useState('');
  if (code === undefined) return null;
  const isEnough = code !== 'other' || words.trim().length >= LEAST_WORDS;
  return (
    <>
      <Chips
        label={texts.code}
        value={code}
        options={codes.map((value) => ({ value, label: texts.codes[value] }))}
        onChange={setCode}
      />
      <LongTextField
        label={texts.words}
        rows={5}
        value={words}
        onChange={(text) => setWords(text.slice(0, MOST_WORDS))}
        hint={isEnough ? texts.wordsHint : texts.wordsNeeded}
      />
      {sending.error !== null && <ErrorNotice error={sending.error} />}
      <MainAction
        label={texts.send}
        isEnabled={isEnough}
        isBusy={sending.isPending}
        onPress={() => onSend(code, words)}
      />
    </>
  );
}
