import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type ListingView, trpc } from '../../../lib/api/index.ts';
import { Card, ErrorNotice, Fold } from '../../../ui/index.ts';
import { AppealLines } from '../../review/appeal-lines.tsx';
import { LossLines } from '../../review/loss-lines.tsx';
import { ReasonWords } from '../../review/reason-words.tsx';
import { Timeline } from '../../review/timeline.tsx';
import { AnswerForm } from './answer-form.tsx';
import { AppealForm } from './appeal-form.tsx';
import { AskAgain } from './ask-again.tsx';

const REFRESH_MS = 10_000;

/** What admins decided on a listing and asked, what its owner can say to it, and the whole history. */
export function ReviewState({ listing }: { listing: ListingView }) {
  const texts = useTexts('review');
  const { listingId, state, stateBy, stateSince } = listing;
  const review = useQuery(
    trpc.review.listing.queryOptions(
      { listingId },
      {
        staleTime: 0,
        // Whoever waits for an answer to their appeal sees it come.
        refetchInterval: ({ state }) => (state.data?.appeals.some((it) => it.state === 'open') ? REFRESH_MS : false),
      },
    ),
  );
  const history = review.data?.history ?? [];
  // Another state than the history's first: it is read again, and shown as it was meanwhile.
  const isBehind = review.data !== undefined && history[0] !== undefined && history[0].atMs < stateSince;
  if (isBehind && !review.isFetching) void review.refetch();
  const isExplained = stateBy !== 'owner' && (state === 'rejected' || state === 'paused' || state === 'banned');
  return (
    <>
      {review.error && <ErrorNotice error={review.error} onRetry={() => review.refetch()} />}
      {isExplained && (
        <Card>
          <div className="stack" style={{ '--gap': '10px' }}>
            <ReasonWords
              code={listing.stateCode}
              words={listing.stateReason}
              evidence={listing.stateEvidence}
              hasNext
            />
            {state !== 'banned' && <AskAgain listingId={listingId} />}
            {review.data?.mayAppeal && <AppealForm listingId={listingId} />}
          </div>
        </Card>
      )}
      {state === 'asked' && (
        <Card>
          <AnswerForm listing={listing} />
        </Card>
      )}
      {review.data?.losses.map((loss) => (
        <Card key={loss.lossId}>
          <div className="stack" style={{ '--gap': '10px' }}>
            <LossLines loss={loss} />
            {loss.mayAppeal && <p className="muted small">{texts.loss.rule}</p>}
            {loss.mayAppeal && <AppealForm listingId={listingId} lossId={loss.lossId} />}
          </div>
        </Card>
      ))}
      {review.data?.appeals.map((appeal) => (
        <Card key={appeal.appealId}>
          <AppealLines appeal={appeal} />
        </Card>
      ))}
      {history.length > 1 && (
        <Card>
          <Fold title={texts.history} about={texts.historyAbout(history.length)}>
            <Timeline history={history} isOwn />
          </Fold>
        </Card>
      )}
    </>
  );
}
