import { useEffect } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ChannelView, useConfig } from '../../lib/api/index.ts';
import { coins, moment, shortened, waited } from '../../lib/format/index.ts';
import { leaveAmounts } from '../../lib/wallet/index.ts';
import { Card, ErrorNotice, MainAction, Notice, Row, Sheet, useNow } from '../../ui/index.ts';
import { runLeave, useLeaveRun } from './leave-run.ts';
import { LeaveSteps } from './leave-steps.tsx';
import { OwedRow } from './owed-row.tsx';
import { useWayOut } from './use-way-out.ts';
import { WithoutUs } from './without-us.tsx';

interface LeaveSheetProps {
  channel: ChannelView;
  onClose: () => void;
}

/** What comes back, when, and what may still be taken; then the request to the contract. */
export function LeaveSheet({ channel, onClose }: LeaveSheetProps) {
  const { leave: texts } = useTexts('wallet');
  const run = useLeaveRun(channel.address);
  const isOver = channel.state !== 'open';
  // From then on the card of the closing escrow says everything.
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  return (
    <Sheet title={texts.title} onClose={onClose}>
      {run ? <LeaveSteps run={run} channel={channel} /> : <LeaveForm channel={channel} />}
    </Sheet>
  );
}

function LeaveForm({ channel }: { channel: ChannelView }) {
  const { leave: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const { wayOut, error, retry } = useWayOut(channel);
  const { backNano, owedNano, signedNano } = leaveAmounts(channel);
  const delayMs = channel.closeDelaySeconds * 1_000;
  const endsAt = moment(useNow(10_000) + delayMs, language);
  const reserve = wayOut ? texts.reserve(coins(wayOut.reserveNano, language)) : undefined;
  const start = () => config && runLeave({ action: 'request', channel, config, language });
  return (
    <>
      <p>{texts.lead}</p>
      <Card isFlush>
        <Row title={texts.back} detail={reserve} end={<span className="strong">{coins(backNano, language)}</span>} />
        <Row title={texts.when(waited(delayMs, language))} detail={texts.whenAbout(endsAt)} />
        <Row
          title={texts.to}
          detail={<span className="mono tiny">{wayOut ? shortened(wayOut.wallet, 10, 6) : '…'}</span>}
        />
        <OwedRow owedNano={owedNano} signedNano={signedNano} />
      </Card>
      <Notice icon="info">{texts.stops}</Notice>
      {error !== null && <ErrorNotice error={error} onRetry={retry} />}
      <WithoutUs wayOut={wayOut} />
      {wayOut && <p className="muted tiny">{texts.walletShows(coins(wayOut.messageNano, language))}</p>}
      <MainAction label={texts.request} isEnabled={config !== null} onPress={start} />
    </>
  );
}
