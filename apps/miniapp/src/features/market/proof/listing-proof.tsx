import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { trpc } from '../../../lib/api/index.ts';
import { Skeleton } from '../../../ui/index.ts';
import { BadgeReason } from './badge-reason.tsx';
import { CanaryResults } from './canary-results.tsx';
import { ListingDays } from './listing-days.tsx';
import { MeasuredSpeed } from './measured-speed.tsx';
import { TrackRecord } from './track-record.tsx';

const REFRESH_MS = 30_000;

/** What the market has found out about a listing by itself: whether it is verified and why, measurements, record, canaries. */
export function ListingProof({ listingId }: { listingId: string }) {
  const proof = useQuery(trpc.market.proof.queryOptions({ listingId }, { refetchInterval: REFRESH_MS }));
  if (proof.isPending) return <Skeleton height={160} />;
  // The listing itself says what is wrong with the connection.
  if (!proof.data) return null;
  const { badge, measurements, record, days, canaries } = proof.data;
  return (
    <>
      <BadgeReason badge={badge} />
      <MeasuredSpeed measurements={measurements} />
      <TrackRecord record={record} />
      <Suspense>
        <ListingDays days={days} />
      </Suspense>
      <CanaryResults results={canaries} />
    </>
  );
}
