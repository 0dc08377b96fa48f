import { useLocation } from 'wouter';
import { useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { Button, Notice } from '../../../ui/index.ts';

/** What was just decided, and the way to see it. */
export function DecidedNotice({ listing }: { listing: ListingView }) {
  const { queue: texts } = useTexts('admin');
  const [, navigate] = useLocation();
  const isLive = listing.state === 'live';
  return (
    <div role="status">
      <Notice
        tone={isLive ? 'good' : 'plain'}
        icon={isLive ? 'check' : 'info'}
        title={isLive ? texts.approved(listing.title) : texts.rejected(listing.title)}
        actions={
          <Button size="small" onClick={() => navigate(`/listings/${listing.listingId}`)}>
            {texts.open}
          </Button>
        }
      >
        {isLive ? texts.approvedAbout : texts.rejectedAbout}
      </Notice>
    </div>
  );
}
