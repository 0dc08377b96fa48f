import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Button, Card, EmptyState, ErrorNotice, MainAction, Page, Section, Skeleton } from '../../ui/index.ts';
import { BecomeProvider } from './become-provider.tsx';
import { EarningsCard } from './earnings-card.tsx';
import { ListingItem } from './listing-item.tsx';
import { MoneySection } from './money/money-section.tsx';
import './earn.css';

export default function EarnPage() {
  const texts = useTexts('earn');
  const me = useQuery(trpc.auth.me.queryOptions());
  const isProvider = me.data?.roles.includes('provider') ?? false;
  return (
    <Page title={texts.title} lead={isProvider ? undefined : texts.lead}>
      {me.isPending && <Skeleton height={200} />}
      {me.error && <ErrorNotice error={me.error} onRetry={() => me.refetch()} />}
      {me.data && (isProvider ? <ProviderHome /> : <BecomeProvider />)}
    </Page>
  );
}

const REFRESH_MS = 10_000;

function ProviderHome() {
  const texts = useTexts('earn');
  const [, navigate] = useLocation();
  const listings = useQuery(trpc.earn.listings.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const toForm = () => navigate('/earn/new');
  return (
    <>
      <EarningsCard />
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
      <MoneySection />
      <MainAction label={texts.list} onPress={toForm} />
    </>
  );
}
