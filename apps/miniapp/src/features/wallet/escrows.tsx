import { Fragment, useCallback, useState } from 'react';
import { useTexts } from '../../i18n/index.ts';
import type { ChannelView, WalletOverview } from '../../lib/api/index.ts';
import { Button, FaultWords, Notice } from '../../ui/index.ts';
import { EscrowSection } from './escrow-section.tsx';
import { ClosingCard } from './leave/closing-card.tsx';
import { LeaveBanner } from './leave/leave-banner.tsx';
import { LeaveSheet } from './leave/leave-sheet.tsx';

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
          <RefusedNotice channel={one} onLeave={() => setLeaving(one.address)} />
          <LeaveBanner channel={one} onOpen={() => setLeaving(one.address)} />
          <EscrowSection channel={one} isOlder={isOlder(one)} onLeave={() => setLeaving(one.address)} />
        </Fragment>
      ))}
      {left && <LeaveSheet channel={left} onClose={close} />}
    </>
  );
}

/** An order to close at once that the chain would not take: nothing moved, and the escrow is as it was. */
function RefusedNotice({ channel: { state, why }, onLeave }: { channel: ChannelView; onLeave: () => void }) {
  const { leave: texts } = useTexts('wallet');
  if (state !== 'open' || why === null || why === 'chain_unreachable') return null;
  return (
    <Notice
      tone="bad"
      icon="warn"
      title={texts.nowRefused}
      actions={
        <Button size="small" look="primary" onClick={onLeave}>
          {texts.open}
        </Button>
      }
    >
      <FaultWords fault={{ code: why }} /> {texts.nowRefusedAbout}
    </Notice>
  );
}
