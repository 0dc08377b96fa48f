import { NETWORKS } from '@spindle/ton/browser';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type Movement, useConfig } from '../../lib/api/index.ts';
import { coins, moment, shortened } from '../../lib/format/index.ts';
import { openOutside } from '../../lib/telegram/index.ts';
import { Amount, Icon, type IconName, Row } from '../../ui/index.ts';

const ICONS: Record<Movement['kind'], IconName> = {
  deposit: 'arrowIn',
  spend: 'chat',
  earn: 'earn',
  hold: 'clock',
  release: 'retry',
  refund: 'arrowOut',
};

const TONES: Record<Movement['kind'], string | undefined> = {
  deposit: 'good',
  earn: 'good',
  spend: undefined,
  refund: undefined,
  hold: 'muted',
  release: 'muted',
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
  const besides = movement.besidesNano ? texts.besides(coins(movement.besidesNano, language)) : null;
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
          {besides && <div>{besides}</div>}
        </span>
      }
      end={
        <span className={TONES[kind]}>
          <Amount nano={amountNano} isSigned />
        </span>
      }
      {...(explorer && transactionHash && { onPress: () => openOutside(explorer + transactionHash) })}
    />
  );
}
