import { hardwareNames, useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingView } from '../../../lib/api/index.ts';
import { Row, Since } from '../../../ui/index.ts';
import { StateBadge } from '../../review/state-badge.tsx';

export function ListingItem({ listing, onOpen }: { listing: ListingView; onOpen: () => void }) {
  const { listings: texts } = useTexts('admin');
  const language = useLanguage();
  const { hardware, gpuCount, region, offers } = listing;
  const machine = hardwareNames(hardware.name, gpuCount, language);
  return (
    <Row
      title={<span className="strong two-lines">{listing.title}</span>}
      detail={
        <span className="stack tiny" style={{ '--gap': '0' }}>
          <span>{machine}</span>
          <span>
            {region} · {texts.models(offers.length)}
          </span>
        </span>
      }
      end={
        <span className="state-end">
          <StateBadge state={listing.state} />
          <span className="muted tiny">
            <Since atMs={listing.stateSince} />
          </span>
        </span>
      }
      onPress={onOpen}
    />
  );
}
