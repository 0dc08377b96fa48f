import { Link } from 'wouter';
import { hardwareNames, useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { coins } from '../../lib/format/index.ts';
import { Dot, Since, TierBadge } from '../../ui/index.ts';
import { STATUS_TONES } from './status-look.ts';
import { useStatusWords } from './use-status-words.ts';

/** One of the provider's listings, and why it is or is not earning. */
export function ListingItem({ listing }: { listing: ListingView }) {
  const texts = useTexts('earn');
  const language = useLanguage();
  const { status } = listing;
  const { title } = useStatusWords(listing);
  return (
    <Link href={`/earn/${listing.listingId}`} className="card listing-item">
      <div className="line" style={{ alignItems: 'flex-start' }}>
        <div className="grow">
          <h3 className="cut">{listing.title}</h3>
          <div className="muted tiny cut">
            {hardwareNames(listing.hardware.name, listing.gpuCount, language)} · {listing.region}
          </div>
        </div>
        <div className="listing-item__earned">
          <div className="strong small">{coins(listing.earnedNano, language)}</div>
          <div className="muted tiny">{texts.requestCount(listing.requests)}</div>
        </div>
      </div>
      <div className="line line--spread">
        <span className="line small" style={{ '--gap': '10px' }}>
          <Dot tone={STATUS_TONES[status.code]} />
          <span>
            {title}
            {status.sinceMs !== null && ' '}
            {status.sinceMs !== null && (
              <span className="muted unbroken">
                <Since atMs={status.sinceMs} />
              </span>
            )}
          </span>
        </span>
        <TierBadge tier={listing.tier} />
      </div>
    </Link>
  );
}
