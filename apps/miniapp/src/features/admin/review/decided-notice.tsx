import { useLocation } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { Button, Notice } from '../../../ui/index.ts';

/** What was just decided, and the way to see it. */
export function DecidedNotice({ listing }: { listing: ListingView }) {
  const { queue: texts } = useTexts('admin');
  const [, navigate] = useLocation();
  const { state, title } = listing;
  const isLive = state === 'live';
  const isKnown = state === 'asked' || state === 'rejected' || state === 'paused';
  return (
    <div role="status">
      <Notice
        tone={isLive ? 'good' : 'plain'}
        icon={isLive ? 'check' : 'info'}
        title={isKnown ? texts.decided[state](title) : isLive ? texts.approved(title) : title}
        actions={
          <Button size="small" onClick={() => navigate(`/listings/${listing.listingId}`)}>
            {texts.open}
          </Button>
        }
      >
        {isLive ? texts.approvedAbout : texts.decidedAbout}
      </Notice>
    </div>
  );
}
