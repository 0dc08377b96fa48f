import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { hardwareNames, useLanguage, useTexts } from '../../i18n/index.ts';
import { type ListingView, trpc, useConfig } from '../../lib/api/index.ts';
import { coins, coinsInUsd, whole } from '../../lib/format/index.ts';
import { Card, ErrorNotice, Facts, Page, Segmented, Skeleton } from '../../ui/index.ts';
import { Checklist } from './checks/checklist.tsx';
import { IncomeSection } from './income/income-section.tsx';
import { JoinSection } from './join-section.tsx';
import { LifeButtons } from './life-buttons.tsx';
import { OwnNodes } from './machines/own-nodes.tsx';
import { MaintenanceSection } from './maintenance/maintenance-section.tsx';
import { OwnOffers } from './own-offers.tsx';
import { PriceAdviceSection } from './prices/price-advice.tsx';
import { PricesSheet } from './prices-sheet.tsx';
import { ReviewState } from './review-state/review-state.tsx';
import { StatusCard } from './status-card.tsx';
import './earn.css';

/** Nodes come and go while their owner looks. */
const REFRESH_MS = 3_000;

export default function OwnListingPage() {
  const texts = useTexts('earn');
  const language = useLanguage();
  const { listingId } = useParams<{ listingId: string }>();
  const listing = useQuery(trpc.earn.listing.queryOptions({ listingId }, { refetchInterval: REFRESH_MS }));
  const { title, hardware, gpuCount = 1, region } = listing.data ?? {};
  const lead = hardware && `${hardwareNames(hardware.name, gpuCount, language)} · ${region}`;
  return (
    <Page title={title ?? texts.listing} lead={lead ?? ' '} back="/earn">
      {listing.error && <ErrorNotice error={listing.error} onRetry={() => listing.refetch()} />}
      {listing.isPending && <Skeleton height={260} />}
      {listing.data && <OwnListing listing={listing.data} />}
    </Page>
  );
}

const PARTS = ['now', 'income', 'prices', 'plan'] as const;

function OwnListing({ listing }: { listing: ListingView }) {
  const { console: texts } = useTexts('earn');
  const [search, setSearch] = useSearchParams();
  const isOver = ['withdrawn', 'rejected', 'banned'].includes(listing.state);
  // What is over has nothing to plan.
  const shown = PARTS.filter((each) => each !== 'plan' || !isOver);
  const part = shown.find((each) => each === search.get('part')) ?? 'now';
  return (
    <>
      <Segmented
        label={texts.listingParts.label}
        value={part}
        options={shown.map((value) => ({ value, label: texts.listingParts[value] }))}
        onChange={(next) => setSearch({ part: next }, { replace: true })}
      />
      {part === 'now' && <Now listing={listing} isOver={isOver} />}
      {part === 'income' && (
        <>
          <Earned listing={listing} />
          <IncomeSection listingId={listing.listingId} />
        </>
      )}
      {part === 'prices' && <Prices listing={listing} isOver={isOver} />}
      {part === 'plan' && (
        <>
          <MaintenanceSection listing={listing} />
          <LifeButtons listing={listing} />
        </>
      )}
    </>
  );
}

/** How it is: why it earns or not, and its machines. */
function Now({ listing, isOver }: { listing: ListingView; isOver: boolean }) {
  return (
    <>
      <StatusCard listing={listing} />
      <ReviewState listing={listing} />
      {!isOver && listing.nodes.length === 0 && <JoinSection listing={listing} />}
      <OwnNodes listing={listing} />
      {!isOver && (
        <Checklist listingId={listing.listingId} isTakenOff={listing.stateBy !== 'owner'} said={listing.status.code} />
      )}
      {!isOver && listing.nodes.length > 0 && <JoinSection listing={listing} />}
    </>
  );
}

function Prices({ listing, isOver }: { listing: ListingView; isOver: boolean }) {
  const [isPricing, setIsPricing] = useState(false);
  return (
    <>
      <OwnOffers listing={listing} onEdit={isOver ? null : () => setIsPricing(true)} />
      <PriceAdviceSection listing={listing} />
      {isPricing && <PricesSheet listing={listing} onClose={() => setIsPricing(false)} />}
    </>
  );
}

function Earned({ listing }: { listing: ListingView }) {
  const { earnings: texts } = useTexts('earn');
  const language = useLanguage();
  const { rate } = useConfig();
  const worth = coinsInUsd(listing.earnedNano, rate, language);
  return (
    <Card>
      <Facts
        entries={[
          {
            name: worth ? `${texts.earned} ≈\u00a0${worth}` : texts.earned,
            value: coins(listing.earnedNano, language),
          },
          { name: texts.requests(listing.requests), value: whole(listing.requests, language) },
        ]}
      />
    </Card>
  );
}
