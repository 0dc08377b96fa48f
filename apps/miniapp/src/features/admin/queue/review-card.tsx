import { useTexts } from '../../../i18n/index.ts';
import type { ReviewItem } from '../../../lib/api/index.ts';
import { Button, Card } from '../../../ui/index.ts';
import { HardwareFacts } from '../hardware-facts.tsx';
import { OfferPrices } from '../offer-prices.tsx';
import { ProviderLine } from './provider-line.tsx';
import { SlaLine } from './sla-line.tsx';

interface ReviewCardProps {
  item: ReviewItem;
  /** A decision is under way: a second tap must not fall on the next listing. */
  isLocked: boolean;
  onApprove: () => void;
  onReject: () => void;
}

/** One listing with all that a decision needs. */
export function ReviewCard({ item, isLocked, onApprove, onReject }: ReviewCardProps) {
  const { queue: texts } = useTexts('admin');
  const { listing, provider } = item;
  return (
    <article aria-label={listing.title}>
      <Card>
        <div className="stack" style={{ '--gap': '16px' }}>
          <SlaLine item={item} />
          <h2>{listing.title}</h2>
          <ProviderLine provider={provider} />
          <HardwareFacts listing={listing} />
          <OfferPrices offers={listing.offers} />
          <div className="decide">
            <Button look="danger" disabled={isLocked} onClick={onReject}>
              {texts.reject}
            </Button>
            <Button look="primary" icon="check" disabled={isLocked} onClick={onApprove}>
              {texts.approve}
            </Button>
          </div>
        </div>
      </Card>
    </article>
  );
}
