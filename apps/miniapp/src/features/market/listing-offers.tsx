import { useLocation } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { type ListingPage, useCanBuy } from '../../lib/api/index.ts';
import { Button, Card, Section, TestEngineBadge } from '../../ui/index.ts';
import { chatHref } from './chat-href.ts';
import { PriceTable } from './price-table.tsx';

/** What this listing sells, each with a way to ask exactly this machine. */
export function ListingOffers({ listing }: { listing: ListingPage }) {
  const texts = useTexts('market');
  const { listing: own } = useTexts('offers');
  const canBuy = useCanBuy();
  const [, navigate] = useLocation();
  const { listingId } = listing;
  return (
    <Section title={canBuy ? own.models : own.modelsOnly} note={canBuy ? texts.model.price : undefined}>
      {listing.offers.map((offer) => (
        <Card key={offer.offerId}>
          <div className="offer">
            <div className="line line--spread">
              <h3>{offer.modelName}</h3>
              {offer.isTestEngine && <TestEngineBadge />}
            </div>
            {canBuy && <PriceTable price={offer.price} batchPrice={offer.batchPrice} />}
            {listing.state === 'live' && (
              <Button
                look="soft"
                isWide
                icon="chat"
                disabled={listing.nodesOnline === 0}
                onClick={() => navigate(chatHref({ modelId: offer.modelId, listingId }))}
              >
                {listing.nodesOnline === 0 ? texts.offline : own.ask}
              </Button>
            )}
          </div>
        </Card>
      ))}
    </Section>
  );
}
