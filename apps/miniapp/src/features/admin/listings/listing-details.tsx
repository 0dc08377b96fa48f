import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ListingView, trpc } from '../../../lib/api/index.ts';
import { coins, shortened, whole } from '../../../lib/format/index.ts';
import { Card, CopyButton, Notice, Row, Since } from '../../../ui/index.ts';
import { HardwareFacts } from '../hardware-facts.tsx';
import { OfferPrices } from '../offer-prices.tsx';
import { StateBadge } from './state-badge.tsx';

export function ListingDetails({ listing }: { listing: ListingView }) {
  const { listings: texts } = useTexts('admin');
  const language = useLanguage();
  const { listingId } = listing;
  const page = useQuery(trpc.market.listing.queryOptions({ listingId }));
  return (
    <>
      <div className="line">
        <StateBadge state={listing.state} />
        <span className="muted small">
          <Since atMs={listing.stateSince} />
        </span>
      </div>
      {listing.stateReason && (
        <Notice tone="warn" icon="info" title={texts.reason}>
          {listing.stateReason}
        </Notice>
      )}
      <Card>
        <HardwareFacts listing={listing} />
      </Card>
      <Card>
        <OfferPrices offers={listing.offers} />
      </Card>
      <Card isFlush>
        <Row title={texts.provider} end={page.data?.providerName ?? '–'} />
        <Row title={texts.answered} end={whole(listing.requests, language)} />
        <Row title={texts.earned} end={coins(listing.earnedNano, language)} />
        <Row
          title={texts.id}
          detail={<span className="mono tiny">{shortened(listingId, 13, 6)}</span>}
          end={<CopyButton text={listingId} isIcon />}
        />
        <Row title={texts.asBuyers} href={`/listings/${listingId}`} />
      </Card>
    </>
  );
}
