import { useLocation } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import type { ListingView, ReviewItem } from '../../../lib/api/index.ts';
import { Badge, Button, Card } from '../../../ui/index.ts';
import { ReasonWords } from '../../review/reason-words.tsx';
import { HardwareFacts } from '../hardware-facts.tsx';
import { OthersDecide } from '../who-decides.tsx';
import { CheckSummary } from './check-summary.tsx';
import { ProviderLine } from './provider-line.tsx';
import { SlaLine } from './sla-line.tsx';

interface ReviewCardProps {
  item: ReviewItem;
  listing: ListingView;
  provider: NonNullable<ReviewItem['provider']>;
  /** A decision is under way: a second tap must not fall on the next listing. */
  isLocked: boolean;
  onApprove: () => void;
}

/** One listing that waits: what the checks say, and the way to all of it. */
export function ReviewCard({ item, listing, provider, isLocked, onApprove }: ReviewCardProps) {
  const { queue: texts } = useTexts('admin');
  const [, navigate] = useLocation();
  const { barred, others } = item.whoDecides;
  const isSpotted = item.kind === 'spotted';
  return (
    <article aria-label={listing.title}>
      <Card>
        <div className="stack" style={{ '--gap': '16px' }}>
          <SlaLine item={item} />
          <h2>{listing.title}</h2>
          {isSpotted && (
            <div className="stack" style={{ '--gap': '6px' }}>
              <div>
                <Badge tone="warn" icon="warn">
                  {texts.spotted}
                </Badge>
              </div>
              <ReasonWords code={listing.stateCode} words={null} evidence={listing.stateEvidence} />
            </div>
          )}
          <ProviderLine provider={provider} />
          <HardwareFacts listing={listing} />
          <CheckSummary checks={item.checks} />
          <div className="decide">
            <Button disabled={isLocked} onClick={() => navigate(`/admin/review/${listing.listingId}`)}>
              {texts.look}
            </Button>
            {!barred && (
              <Button look="primary" icon="check" disabled={isLocked} onClick={onApprove}>
                {isSpotted ? texts.letPass : texts.approve}
              </Button>
            )}
          </div>
          {barred && <OthersDecide barred={barred} others={others} />}
        </div>
      </Card>
    </article>
  );
}
