import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type ReviewCase, trpc } from '../../../lib/api/index.ts';
import { Card, ErrorNotice, Row, Section, Since, Skeleton } from '../../../ui/index.ts';
import { AppealLines } from '../../review/appeal-lines.tsx';
import { ReasonWords } from '../../review/reason-words.tsx';
import { StateBadge } from '../../review/state-badge.tsx';
import { Timeline } from '../../review/timeline.tsx';
import { HardwareFacts } from '../hardware-facts.tsx';
import { OfferPrices } from '../offer-prices.tsx';
import { SignalList } from '../signal-list.tsx';
import { OthersDecide } from '../who-decides.tsx';
import { AppealButtons } from './appeal-buttons.tsx';
import { CheckTable } from './check-table.tsx';
import { DecisionButtons } from './decision-buttons.tsx';
import { ProviderLine } from './provider-line.tsx';

/** Another admin may have decided meanwhile. */
const REFRESH_MS = 15_000;

/** One listing with all that a decision needs: claimed, reported, measured; who sells it; what was said before. */
export function CaseView({ listingId }: { listingId: string }) {
  const found = useQuery(trpc.admin.case.queryOptions({ listingId }, { refetchInterval: REFRESH_MS }));
  return (
    <>
      {found.error && <ErrorNotice error={found.error} onRetry={() => found.refetch()} />}
      {found.isPending && <Skeleton height={520} />}
      {found.data && <Case found={found.data} />}
    </>
  );
}

function Case({ found }: { found: ReviewCase }) {
  const { desk: texts } = useTexts('admin');
  const review = useTexts('review');
  const { listing, provider, checks, signals, history, whoDecides, appeals } = found;
  const { barred, others } = whoDecides;
  return (
    <>
      <Card>
        <div className="stack" style={{ '--gap': '14px' }}>
          <div className="line line--wrap line--spread">
            <StateBadge state={listing.state} />
            <span className="muted small">
              <Since atMs={listing.stateSince} />
            </span>
          </div>
          <h2>{listing.title}</h2>
          <ReasonWords code={listing.stateCode} words={listing.stateReason} evidence={listing.stateEvidence} />
          <HardwareFacts listing={listing} />
          <ProviderLine provider={provider} />
          {barred ? (
            <OthersDecide barred={barred} others={others} />
          ) : (
            <DecisionButtons listing={listing} checks={checks} />
          )}
        </div>
      </Card>
      <Section title={texts.checks} note={texts.checksNote}>
        <Card>
          <CheckTable checks={checks} />
        </Card>
      </Section>
      <SignalList signals={signals} />
      <Card>
        <OfferPrices offers={listing.offers} />
      </Card>
      {appeals.map((appeal) => (
        <Card key={appeal.appealId}>
          <div className="stack" style={{ '--gap': '14px' }}>
            <AppealLines appeal={appeal} />
            <AppealButtons appeal={appeal} />
          </div>
        </Card>
      ))}
      <Section title={review.history}>
        <Card>
          <Timeline history={history} />
        </Card>
      </Section>
      <Card isFlush>
        <Row title={texts.person} href={`/admin/people/${provider.accountId}`} />
        <Row title={texts.asBuyers} href={`/listings/${listing.listingId}`} />
      </Card>
    </>
  );
}
