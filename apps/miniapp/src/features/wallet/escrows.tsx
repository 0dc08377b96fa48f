import { Fragment, useCallback, useState } from 'react';
import type { ChannelView, WalletOverview } from '../../lib/api/index.ts';
import { ClosingCard } from './closing-card.tsx';
import { EscrowSection } from './escrow-section.tsx';
import { LeaveBanner } from './leave-banner.tsx';
import { LeaveSheet } from './leave-sheet.tsx';

/** Every contract that holds money of this person: what closes first, since somebody waits for it. */
export function Escrows({ overview: { channel, otherChannels } }: { overview: WalletOverview }) {
  const [leaving, setLeaving] = useState<string | null>(null);
  const close = useCallback(() => setLeaving(null), []);
  const all = channel ? [channel, ...otherChannels] : otherChannels;
  const closing = all.filter(({ state }) => state === 'closing');
  const others = all.filter(({ state }) => state !== 'closing');
  const isOlder = (one: ChannelView) => one.address !== channel?.address;
  const left = all.find(({ address }) => address === leaving);
  return (
    <>
      {closing.map((one) => (
        <ClosingCard key={one.address} channel={one} />
      ))}
      {others.map((one) => (
        <Fragment key={one.address}>
          <LeaveBanner channel={one} onOpen={() => setLeaving(one.address)} />
          <EscrowSection channel={one} isOlder={isOlder(one)} onLeave={() => setLeaving(one.address)} />
        </Fragment>
      ))}
      {left && <LeaveSheet channel={left} onClose={close} />}
    </>
  );
}
