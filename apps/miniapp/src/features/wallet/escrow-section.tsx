import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ChannelView, useConfig } from '../../lib/api/index.ts';
import { coins, friendlyAddress, shortened } from '../../lib/format/index.ts';
import { leaveAmounts } from '../../lib/wallet/index.ts';
import { Ago, Badge, Card, CopyButton, Icon, Row, Section, type Tone } from '../../ui/index.ts';

const TONES: Record<ChannelView['state'], Tone> = { expected: 'warn', open: 'good', closing: 'warn', closed: 'plain' };

interface EscrowSectionProps {
  channel: ChannelView;
  /** One that is no longer spent from. */
  isOlder?: boolean;
  onLeave: () => void;
}

/** The contract that holds a deposit, so that anyone can look it up on the chain, and the way to take it back. */
export function EscrowSection({ channel, isOlder = false, onLeave }: EscrowSectionProps) {
  const { escrow: texts, leave } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  if (channel.state === 'expected' && channel.depositedNano === 0n) return null;
  const canLeave = channel.state === 'open' && channel.depositedNano > channel.claimedNano;
  // As the wallet shows it, so that the two can be compared.
  const address = config ? friendlyAddress(channel.address, config.networkId, 'contract') : channel.address;
  const note = isOlder ? texts.olderNote : texts.note;
  return (
    <Section title={isOlder ? texts.older : texts.title} note={config ? note : undefined}>
      <Card isFlush>
        <Row
          title={texts.state}
          detail={channel.checkedAt === null ? texts.unchecked : <Checked atMs={channel.checkedAt} />}
          end={<Badge tone={TONES[channel.state]}>{texts.states[channel.state]}</Badge>}
        />
        <Row
          title={texts.address}
          detail={<span className="mono tiny">{shortened(address, 12, 8)}</span>}
          end={<CopyButton text={address} isIcon />}
        />
        <Row title={texts.claimed} detail={texts.claimedAbout} end={coins(channel.claimedNano, language)} />
        {canLeave && (
          <Row
            start={<Icon name="arrowOut" size={20} />}
            title={leave.open}
            detail={leave.openAbout(coins(leaveAmounts(channel).backNano, language))}
            onPress={onLeave}
          />
        )}
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
