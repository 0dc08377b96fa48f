import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'wouter';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ListingView, trpc, useConfig } from '../../lib/api/index.ts';
import { coins, coinsInUsd, whole } from '../../lib/format/index.ts';
import { Card, ErrorNotice, Facts, Page, Skeleton, TierBadge } from '../../ui/index.ts';
import { JoinSection } from './join-section.tsx';
import { LifeButtons } from './life-buttons.tsx';
import { OwnNodes } from './own-nodes.tsx';
import { OwnOffers } from './own-offers.tsx';
import { PricesSheet } from './prices-sheet.tsx';
import { StatusCard } from './status-card.tsx';
import './earn.css';

/** Nodes come and go while their owner looks. */
const REFRESH_MS = 3_000;

export default function OwnListingPage() {
  const texts = useTexts('earn');
  const { listingId } = useParams<{ listingId: string }>();
  const listing = useQuery(trpc.earn.listing.queryOptions({ listingId }, { refetchInterval: REFRESH_MS }));
  const { title, hardware, gpuCount, region } = listing.data ?? {};
  const lead = hardware && `${gpuCount === 1 ? '' : `${gpuCount} × `}${hardware.name} · ${region}`;
  return (
    <Page title={title ?? texts.listing} lead={lead ?? ' '} back="/earn">
      {listing.error && <ErrorNotice error={listing.error} onRetry={() => listing.refetch()} />}
      {listing.isPending && <Skeleton height={260} />}
      {listing.data && <OwnListing listing={listing.data} />}
    </Page>
  );
}

function OwnListing({ listing }: { listing: ListingView }) {
  const [isPricing, setIsPricing] = useState(false);
  const isOver = listing.state === 'withdrawn' || listing.state === 'rejected';
  return (
    <>
      <StatusCard listing={listing} />
      <Earned listing={listing} />
      {!isOver && <JoinSection listing={listing} />}
      <OwnNodes nodes={listing.nodes} />
      <OwnOffers listing={listing} onEdit={isOver ? null : () => setIsPricing(true)} />
      {!isOver && <LifeButtons listing={listing} />}
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
      <div className="line line--spread" style={{ alignItems: 'flex-start' }}>
        <div className="grow">
          <Facts
            entries={[
              { name: worth ? `${texts.earned} ≈ ${worth}` : texts.earned, value: coins(listing.earnedNano, language) },
              { name: texts.requests, value: whole(listing.requests, language) },
            ]}
          />
        </div>
        <TierBadge tier={listing.tier} />
      </div>
    </Card>
  );
}
