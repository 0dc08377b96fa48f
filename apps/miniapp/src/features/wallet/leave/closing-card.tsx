import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ChannelView, useConfig } from '../../../lib/api/index.ts';
import { coins, countdown, moment, shortened } from '../../../lib/format/index.ts';
import { type LeaveInput, leaveAmounts } from '../../../lib/wallet/index.ts';
import { Ago, Button, Card, CopyButton, ErrorNotice, Notice, Row } from '../../../ui/index.ts';
import { useMsLeft } from '../use-ms-left.ts';
import { AgreedWaiting } from './agreed-waiting.tsx';
import { runLeave, useLeaveRun } from './leave-run.ts';
import { LeaveSteps } from './leave-steps.tsx';
import { OwedRow } from './owed-row.tsx';
import { useWayOut } from './use-way-out.ts';
import { WithoutUs } from './without-us.tsx';

/** An escrow on its way home: how long still, why, and what can be done meanwhile. */
export function ClosingCard({ channel }: { channel: ChannelView }) {
  const { leave: texts } = useTexts('wallet');
  const run = useLeaveRun(channel.address);
  const { wayOut, error, retry } = useWayOut(channel);
  return (
    <section className="stack" aria-label={texts.closing}>
      <Card>
        <div className="stack" style={{ '--gap': '14px' }}>
          <h2>{channel.isLeaving ? texts.closingNow : texts.closing}</h2>
          {channel.why === 'chain_unreachable' && <Unknown channel={channel} />}
          {channel.isLeaving && <AgreedWaiting channel={channel} />}
          {(!channel.isLeaving || channel.closeAt !== null) && <Waiting channel={channel} />}
          {run ? <LeaveSteps run={run} channel={channel} /> : <Choices channel={channel} />}
        </div>
      </Card>
      <Division channel={channel} wallet={wayOut?.wallet ?? null} address={wayOut?.address ?? channel.address} />
      {error !== null && <ErrorNotice error={error} onRetry={retry} />}
      <WithoutUs wayOut={wayOut} />
    </section>
  );
}

function Waiting({ channel }: { channel: ChannelView }) {
  const { leave: texts } = useTexts('wallet');
  const language = useLanguage();
  const leftMs = useMsLeft(channel.closesInMs);
  if (leftMs === null || channel.closeAt === null) return <p className="muted">{texts.settling}</p>;
  if (leftMs === 0) return <p>{texts.ready}</p>;
  return (
    <>
      <div className="countdown" role="timer" aria-label={texts.left}>
        {countdown(leftMs)}
      </div>
      <p className="muted small">{texts.waits(moment(channel.closeAt, language))}</p>
    </>
  );
}

function Choices({ channel }: { channel: ChannelView }) {
  const { leave: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const leftMs = useMsLeft(channel.closesInMs);
  const start = (action: LeaveInput['action']) => config && runLeave({ action, channel, config, language });
  if (leftMs === null) return null;
  const isReady = leftMs === 0;
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <Button look="primary" isWide icon="arrowOut" disabled={!isReady || !config} onClick={() => start('finish')}>
        {texts.finish}
      </Button>
      <Button isWide disabled={!config} onClick={() => start('cancel')}>
        {texts.cancel}
      </Button>
    </div>
  );
}

interface DivisionProps {
  channel: ChannelView;
  wallet: string | null;
  address: string;
}

function Division({ channel, wallet, address }: DivisionProps) {
  const { leave: texts, escrow } = useTexts('wallet');
  const language = useLanguage();
  const { backNano, owedNano, signedNano } = leaveAmounts(channel);
  return (
    <Card isFlush>
      <Row title={texts.back} end={<span className="strong">{coins(backNano, language)}</span>} />
      {!channel.isLeaving && <OwedRow owedNano={owedNano} signedNano={signedNano} />}
      <Row title={texts.to} detail={<span className="mono tiny">{wallet ? shortened(wallet, 10, 6) : '…'}</span>} />
      <Row
        title={escrow.address}
        detail={<span className="mono tiny">{shortened(address, 10, 6)}</span>}
        end={<CopyButton text={address} isIcon />}
      />
    </Card>
  );
}

/** What stands here may be old: nothing is known to have changed. */
function Unknown({ channel }: { channel: ChannelView }) {
  const { leave: texts } = useTexts('wallet');
  return (
    <Notice tone="warn" icon="warn">
      {texts.unknown} {channel.checkedAt !== null && <Ago atMs={channel.checkedAt} />}
    </Notice>
  );
}
