import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { Chips, ErrorNotice, LongTextField, MainAction, Page } from '../../ui/index.ts';
import { answerOfJob } from '../chat/answer-of-job.ts';
import { ANSWER_CODES, LEAST_WORDS, LISTING_CODES, MOST_WORDS } from './dispute-codes.ts';
import { ShowChoice } from './shown/show-choice.tsx';
import { shownFileOf } from './shown/shown-file.ts';

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
  // Kept nowhere: what may be shown is sent once, and forgotten here with the request.
  const send = useMutation({ ...trpc.disputes.open.mutationOptions(useSent()), gcTime: 0 });
  const [isShown, setIsShown] = useState(false);
  const kept = useQuery({ queryKey: ['answer-of', jobId], queryFn: () => answerOfJob(jobId), gcTime: 0 });
  const answer = kept.data ?? null;
  const shown = isShown && answer ? shownFileOf(answer)?.file : undefined;
  return (
    <DisputeForm
      codes={ANSWER_CODES}
      sending={send}
      onSend={(code, words) => send.mutate({ jobId, code, words, shown })}
    >
      {!kept.isPending && <ShowChoice answer={answer} isShown={isShown} onChange={setIsShown} />}
    </DisputeForm>
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
  children?: ReactNode;
}

function DisputeForm<Code extends (typeof ANSWER_CODES | typeof LISTING_CODES)[number]>({
  codes,
  sending,
  onSend,
  children,
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
      {children}
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
