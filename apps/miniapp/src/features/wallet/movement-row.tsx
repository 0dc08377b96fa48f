import { NETWORKS } from '@spindle/ton/browser';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type Movement, useConfig } from '../../lib/api/index.ts';
import { moment, shortened } from '../../lib/format/index.ts';
import { openOutside } from '../../lib/telegram/index.ts';
import { Amount, Icon, type IconName, Row } from '../../ui/index.ts';

const ICONS: Record<Movement['kind'], IconName> = {
  deposit: 'arrowIn',
  spend: 'chat',
  earn: 'earn',
  hold: 'clock',
  release: 'retry',
};

/** Where a transaction can be looked up by anyone; the local chain has no such place. */
const EXPLORERS: Record<number, string> = {
  [NETWORKS.mainnet]: 'https://tonviewer.com/transaction/',
  [NETWORKS.testnet]: 'https://testnet.tonviewer.com/transaction/',
};

export function MovementRow({ movement }: { movement: Movement }) {
  const { movements: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const { kind, amountNano, transactionHash, modelId } = movement;
  const explorer = config && EXPLORERS[config.networkId];
  const about = transactionHash ? texts.transaction(shortened(transactionHash, 6, 4)) : modelId;
  return (
    <Row
      start={
        <span className={`movement movement--${kind}`}>
          <Icon name={ICONS[kind]} size={18} />
        </span>
      }
      title={texts.kinds[kind]}
      detail={
        <span className="tiny">
          {moment(movement.atMs, language)}
          {about && ` · ${about}`}
        </span>
      }
      end={
        <span className={kind === 'deposit' || kind === 'earn' ? 'good' : kind === 'spend' ? undefined : 'muted'}>
          <Amount nano={amountNano} isSigned />
        </span>
      }
      {...(explorer && transactionHash && { onPress: () => openOutside(explorer + transactionHash) })}
    />
  );
}
