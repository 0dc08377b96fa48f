import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import { type ListingView, trpc } from '../../../lib/api/index.ts';
import { Button, Card, Chips, EmptyState, ErrorNotice, Skeleton, TextField } from '../../../ui/index.ts';
import { CaseView } from '../review/case-view.tsx';
import { findListings } from './find-listings.ts';
import { ListingItem } from './listing-item.tsx';

const FILTERS = ['all', 'live', 'in_review', 'asked', 'paused', 'rejected', 'banned', 'withdrawn'] as const;
type Filter = (typeof FILTERS)[number];
const REFRESH_MS = 20_000;
const SHOWN = 30;

/** Every listing of the market, in whatever state; and one of them, under its own address. */
export default function ListingSection() {
  const { id } = useParams<{ id?: string }>();
  return id ? <CaseView listingId={id} /> : <ListingSearch />;
}

function ListingSearch() {
  const { states } = useTexts('review');
  const [, navigate] = useLocation();
  const { listings: texts } = useTexts('admin');
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const input = filter === 'all' ? {} : { state: filter };
  const listings = useQuery(trpc.admin.listings.queryOptions(input, { refetchInterval: REFRESH_MS }));
  return (
    <>
      <TextField
        label={texts.search}
        isLabelUnseen
        icon="search"
        type="search"
        placeholder={texts.searchHint}
        value={search}
        onChange={setSearch}
      />
      <Chips
        label={texts.state}
        value={filter}
        options={FILTERS.map((value) => ({ value, label: value === 'all' ? texts.all : states[value] }))}
        onChange={setFilter}
      />
      {listings.error && <ErrorNotice error={listings.error} onRetry={() => listings.refetch()} />}
      {listings.isPending && <Skeleton height={300} />}
      {listings.data && (
        <Found
          key={`${filter} ${search}`}
          listings={findListings(listings.data, search)}
          onOpen={(listingId) => navigate(`/admin/listings/${listingId}`)}
        />
      )}
    </>
  );
}

function Found({ listings, onOpen }: { listings: ListingView[]; onOpen: (listingId: string) => void }) {
  const { listings: texts } = useTexts('admin');
  const { actions } = useTexts('core');
  const [shown, setShown] = useState(SHOWN);
  if (listings.length === 0) {
    return (
      <Card>
        <EmptyState icon="search" title={texts.empty}>
          {texts.emptyAbout}
        </EmptyState>
      </Card>
    );
  }
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <div className="muted tiny found">{texts.found(listings.length)}</div>
      <Card isFlush>
        {listings.slice(0, shown).map((listing) => (
          <ListingItem key={listing.listingId} listing={listing} onOpen={() => onOpen(listing.listingId)} />
        ))}
      </Card>
      {listings.length > shown && (
        <Button look="plain" isWide onClick={() => setShown(shown + SHOWN)}>
          {actions.more}
        </Button>
      )}
    </div>
  );
}
