import { hardwareNames, useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';
import { Facts, TierBadge } from '../../ui/index.ts';

/** What the listing says it is made of, and whether a machine has joined. */
export function HardwareFacts({ listing }: { listing: ListingView }) {
  const { evidence: texts } = useTexts('admin');
  const language = useLanguage();
  const { hardware, gpuCount, nodes } = listing;
  const online = nodes.filter((node) => node.online).length;
  return (
    <div className="stack" style={{ '--gap': '14px' }}>
      <div className="line line--spread">
        <h3>{hardwareNames(hardware.name, gpuCount, language)}</h3>
        <TierBadge tier={listing.tier} />
      </div>
      <Facts
        entries={[
          { name: texts.memory, value: hardware.memoryGb ? texts.gigabytes(hardware.memoryGb * gpuCount) : '–' },
          { name: texts.region, value: listing.region },
          { name: texts.machines, value: nodes.length === 0 ? texts.noMachine : texts.online(online, nodes.length) },
        ]}
      />
    </div>
  );
}
