import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { hardwareNames, useLanguage, useTexts } from '../../i18n/index.ts';
import { type ListingPage as ListingPageView, trpc } from '../../lib/api/index.ts';
import { duration, measured, moment } from '../../lib/format/index.ts';
import { Card, ErrorNotice, Facts, Notice, Page, Row, Section, Skeleton, TierBadge } from '../../ui/index.ts';
import { ListingMachines } from './listing-machines.tsx';
import { ListingOffers } from './listing-offers.tsx';
import { MaintenanceNotice } from './maintenance-notice.tsx';
import { ListingProof } from './proof/listing-proof.tsx';
import { Rating } from './rating.tsx';
import { ShareRow } from './share-row.tsx';
import './market.css';

const REFRESH_MS = 10_000;
const PriceCharts = lazy(() => import('./price-chart.tsx'));
const Reviews = lazy(() => import('./reviews/reviews.tsx'));
const BusyHours = lazy(() => import('./busy-hours.tsx'));
const OtherListings = lazy(() => import('./other-listings.tsx'));

export default function ListingPage() {
  const texts = useTexts('market');
  const offers = useTexts('offers');
  const { listingId } = useParams<{ listingId: string }>();
  const page = useQuery(trpc.market.listing.queryOptions({ listingId }, { refetchInterval: REFRESH_MS }));
  const lead = page.data && (
    <span className="line" style={{ '--gap': '12px' }}>
      {texts.model.by(page.data.providerName)}
      <Rating reviews={page.data.reviews} />
    </span>
  );
  return (
    <Page title={page.data?.title ?? offers.listing.title} lead={lead ?? ' '} back="/">
      {page.error && <ErrorNotice error={page.error} onRetry={() => page.refetch()} />}
      {page.isPending && <Skeleton height={180} />}
      {page.data && <ListingDetails listing={page.data} />}
    </Page>
  );
}

function ListingDetails({ listing }: { listing: ListingPageView }) {
  const texts = useTexts('market');
  const { listing: own, dataPolicies, tierAbout } = useTexts('offers');
  const { tiers } = useTexts('core');
  const { gigabytes } = useTexts('proof').measured;
  const language = useLanguage();
  const { hardware } = listing;
  const isReviewWanted = useSearchParams()[0].has('reviews');
  return (
    <>
      {listing.maintenance && <MaintenanceNotice window={listing.maintenance} />}
      {listing.state !== 'live' && <Notice tone="warn">{own.states[listing.state]}</Notice>}
      <Section title={own.hardware} note={own.listedOn(moment(listing.createdAt, language))}>
        <Card>
          <div className="stack" style={{ '--gap': '16px' }}>
            <h3>{hardwareNames(hardware.name, listing.gpuCount, language)}</h3>
            <Facts
              entries={[
                ...(hardware.memoryGb
                  ? [{ name: own.memory, value: gigabytes(hardware.memoryGb * listing.gpuCount) }]
                  : []),
                { name: own.region, value: listing.region },
                { name: texts.freeSlots, value: `${listing.freeSlots} / ${listing.slots}` },
              ]}
            />
          </div>
        </Card>
      </Section>
      <ListingOffers listing={listing} />
      <Notice tone={listing.tier === 'confidential' ? 'violet' : 'plain'} icon="seal" title={tiers[listing.tier].name}>
        {tierAbout[listing.tier]}
      </Notice>
      <Notice title={dataPolicies[listing.dataPolicy].name}>{dataPolicies[listing.dataPolicy].about}</Notice>
      <Section title={own.speed} note={own.speedNote} aside={<TierBadge tier={listing.tier} />}>
        <Card>
          <Facts
            entries={[
              {
                name: texts.tokensPerSecond,
                value:
                  listing.tokensPerSecond === null ? texts.notMeasured : measured(listing.tokensPerSecond, language),
              },
              {
                name: texts.firstToken,
                value: listing.firstTokenMs === null ? texts.notMeasured : duration(listing.firstTokenMs, language),
              },
              { name: texts.machinesOnline(listing.nodesOnline), value: listing.nodesOnline },
            ]}
          />
        </Card>
      </Section>
      <ListingProof listingId={listing.listingId} />
      <Suspense>
        <PriceCharts listingId={listing.listingId} />
      </Suspense>
      <Suspense>
        <BusyHours listingId={listing.listingId} />
      </Suspense>
      <Suspense>
        <Reviews listingId={listing.listingId} isWanted={isReviewWanted} />
      </Suspense>
      <ListingMachines nodes={listing.nodes} />
      <Suspense>
        <OtherListings listingId={listing.listingId} />
      </Suspense>
      <Card isFlush>
        <ShareRow listingId={listing.listingId} title={listing.title} />
        <Row title={own.report} href={`/disputes/new?listing=${listing.listingId}`} />
      </Card>
    </>
  );
}
