import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ChannelView, useConfig, type WalletOverview } from '../../lib/api/index.ts';
import { coins, shortened } from '../../lib/format/index.ts';
import { Ago, Badge, Card, CopyButton, Row, Section, type Tone } from '../../ui/index.ts';

const TONES: Record<ChannelView['state'], Tone> = { expected: 'warn', open: 'good', closing: 'warn', closed: 'plain' };

/** The contract that holds the deposit, so that anyone can look it up on the chain. */
export function EscrowSection({ overview, channel }: { overview: WalletOverview; channel: ChannelView }) {
  const { escrow: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const isNew = channel.state === 'expected' && overview.balances.depositedNano === 0n;
  if (isNew) return null;
  return (
    <Section title={texts.title} note={config ? texts.note : undefined}>
      <Card isFlush>
        <Row
          title={texts.state}
          detail={channel.checkedAt === null ? texts.unchecked : <Checked atMs={channel.checkedAt} />}
          end={<Badge tone={TONES[channel.state]}>{texts.states[channel.state]}</Badge>}
        />
        <Row
          title={texts.address}
          detail={<span className="mono tiny">{shortened(channel.address, 12, 8)}</span>}
          end={<CopyButton text={channel.address} isIcon />}
        />
        <Row title={texts.claimed} detail={texts.claimedAbout} end={coins(channel.claimedNano, language)} />
      </Card>
    </Section>
  );
}

function Checked({ atMs }: { atMs: number }) {
  const { escrow: texts } = useTexts('wallet');
  return (
    <>
      {texts.checked} <Ago atMs={atMs} />
    </>
  );
}
