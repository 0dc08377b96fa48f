import { useTexts } from '../../i18n/index.ts';
import type { ChannelView, WalletOverview } from '../../lib/api/index.ts';
import { allowedNano } from '../../lib/wallet/index.ts';
import { Button, Notice, Since } from '../../ui/index.ts';
import { DepositBanner } from './deposit-banner.tsx';
import { useDepositRun } from './deposit-run.ts';
import { useKeyPlace } from './use-key-place.ts';

interface ChannelNoticesProps {
  overview: WalletOverview;
  onAllowance: () => void;
  onDeposit: () => void;
}

/** What the person waits for, or has to do, before they can spend. */
export function ChannelNotices({ overview, onAllowance, onDeposit }: ChannelNoticesProps) {
  const run = useDepositRun();
  const { channel, balances, wallet, spending } = overview;
  if (run) return <DepositBanner run={run} onOpen={onDeposit} />;
  if (!channel || !wallet) return null;
  if (channel.state === 'closing') return null; // It has a card of its own.
  if (channel.state !== 'open') return <StateNotice channel={channel} />;
  const hasNothingAllowed = !spending.isStrict && balances.depositedNano > 0n && allowedNano(balances) === 0n;
  return (
    <>
      <KeyNotice channel={channel} />
      {hasNothingAllowed && <NothingAllowed onAllowance={onAllowance} />}
    </>
  );
}

function StateNotice({ channel }: { channel: ChannelView }) {
  const { channel: texts } = useTexts('wallet');
  if (channel.state === 'expected') {
    return (
      <Notice icon="clock" title={texts.expected}>
        {texts.expectedAbout} <Since atMs={channel.sinceMs} />
      </Notice>
    );
  }
  return (
    <Notice icon="info" title={texts.closed}>
      {texts.closedAbout}
    </Notice>
  );
}

function NothingAllowed({ onAllowance }: { onAllowance: () => void }) {
  const { channel: texts } = useTexts('wallet');
  return (
    <Notice
      tone="warn"
      icon="seal"
      title={texts.nothingAllowed}
      actions={
        <Button size="small" look="primary" onClick={onAllowance}>
          {texts.allow}
        </Button>
      }
    >
      {texts.nothingAllowedAbout}
    </Notice>
  );
}

/** Where the escrow's key is kept, when that is not the best place. */
function KeyNotice({ channel }: { channel: ChannelView }) {
  const { channel: texts } = useTexts('wallet');
  const place = useKeyPlace(channel);
  if (place === 'elsewhere') return <Notice icon="info">{texts.keyElsewhere}</Notice>;
  if (place === 'memory') {
    return (
      <Notice tone="warn" icon="warn">
        {texts.keyInMemory}
      </Notice>
    );
  }
  return place === 'browser' ? <Notice icon="info">{texts.keyInBrowser}</Notice> : null;
}
