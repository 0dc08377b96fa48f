import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { Button, Sheet } from '../../../ui/index.ts';
import { canPause } from './find-listings.ts';
import { ListingDetails } from './listing-details.tsx';
import { PauseForm } from './pause-form.tsx';

/** One listing as an admin sees it, and the way to take it off the market. */
export function ListingSheet({ listing, onClose }: { listing: ListingView; onClose: () => void }) {
  const { listings: texts } = useTexts('admin');
  const [isPausing, setIsPausing] = useState(false);
  if (isPausing) {
    return (
      <Sheet key="pause" title={texts.pauseTitle} onClose={() => setIsPausing(false)}>
        <p className="muted">{texts.pauseAbout(listing.title)}</p>
        <PauseForm listingId={listing.listingId} onDone={() => setIsPausing(false)} />
      </Sheet>
    );
  }
  return (
    <Sheet key="details" title={listing.title} onClose={onClose}>
      <ListingDetails listing={listing} />
      {canPause(listing) && (
        <Button look="danger" isWide onClick={() => setIsPausing(true)}>
          {texts.pause}
        </Button>
      )}
    </Sheet>
  );
}
