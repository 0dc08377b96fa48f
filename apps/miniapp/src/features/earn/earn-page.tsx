import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import {
  Button,
  Card,
  EmptyState,
  ErrorNotice,
  Icon,
  MainAction,
  Page,
  Row,
  Section,
  Segmented,
  Skeleton,
} from '../../ui/index.ts';
import { BecomeProvider } from './become-provider.tsx';
import { EarningsCard } from './earnings-card.tsx';
import { IncomeSection } from './income/income-section.tsx';
import { ListingItem } from './listing-item.tsx';
import { MoneySection } from './money/money-section.tsx';
import { BanNotice } from './review-state/ban-notice.tsx';
import './earn.css';

export default function EarnPage() {
  const texts = useTexts('earn');
  const me = useQuery(trpc.auth.me.queryOptions());
  const isProvider = me.data?.roles.includes('provider') ?? false;
  return (
    <Page title={texts.title} lead={isProvider ? undefined : texts.lead}>
      {me.isPending && <Skeleton height={200} />}
      {me.error && <ErrorNotice error={me.error} onRetry={() => me.refetch()} />}
      {me.data?.ban && <BanNotice ban={me.data.ban} />}
      {me.data?.ban && isProvider && <MoneySection />}
      {me.data && !me.data.ban && (isProvider ? <ProviderHome /> : <Visitor />)}
    </Page>
  );
}

function Visitor() {
  return (
    <>
      <EstimateRow isFirst />
      <BecomeProvider />
    </>
  );
}

const PARTS = ['overview', 'income', 'money'] as const;

/** The console: how all listings are, what they earned, and where the money is. */
function ProviderHome() {
  const { console: texts, ...words } = useTexts('earn');
  const [, navigate] = useLocation();
  const [search, setSearch] = useSearchParams();
  const part = PARTS.find((each) => each === search.get('part')) ?? 'overview';
  return (
    <>
      <Segmented
        label={texts.parts.label}
        value={part}
        options={PARTS.map((value) => ({ value, label: texts.parts[value] }))}
        onChange={(next) => setSearch({ part: next }, { replace: true })}
      />
      {part === 'overview' && (
        <>
          <EarningsCard />
          <OwnListings />
          <Card isFlush>
            <Row title={words.disputes} href="/disputes" />
            <Row title={words.policy} href="/policy?from=earn" />
          </Card>
          <EstimateRow />
          <MainAction label={words.list} onPress={() => navigate('/earn/new')} />
        </>
      )}
      {part === 'income' && <IncomeSection />}
      {part === 'money' && <MoneySection />}
    </>
  );
}

const REFRESH_MS = 10_000;

function OwnListings() {
  const texts = useTexts('earn');
  const [, navigate] = useLocation();
  const listings = useQuery(trpc.earn.listings.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Section title={texts.listings}>
      {listings.error && <ErrorNotice error={listings.error} onRetry={() => listings.refetch()} />}
      {listings.isPending && <Skeleton height={120} />}
      {listings.data?.length === 0 && (
        <Card>
          <EmptyState icon="earn" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {listings.data?.map((listing) => (
        <ListingItem key={listing.listingId} listing={listing} />
      ))}
      <Button look="soft" icon="plus" onClick={() => navigate('/pair')}>
        {texts.joinMachine}
      </Button>
    </Section>
  );
}

/** The way to the estimate, for those who wonder whether to begin, or whether to buy another card. */
function EstimateRow({ isFirst = false }: { isFirst?: boolean }) {
  const { console: texts } = useTexts('earn');
  return (
    <Card isFlush>
      <Row
        start={<Icon name="speed" size={20} />}
        title={isFirst ? texts.wonderFirst : texts.wonder}
        detail={texts.wonderAbout}
        href="/earn/estimate"
      />
    </Card>
  );
}
