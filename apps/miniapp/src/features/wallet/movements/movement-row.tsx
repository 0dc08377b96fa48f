import { transactionLink } from '@spindle/ton/browser';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type Movement, useConfig, useModelName } from '../../../lib/api/index.ts';
import { coins, moment, shortened } from '../../../lib/format/index.ts';
import { openOutside } from '../../../lib/telegram/index.ts';
import { Amount, Badge, FaultWords, Icon, Row, Since } from '../../../ui/index.ts';
import { figureOf, ICONS, STATE_TONES } from './movement-look.ts';

/** Something that happened to the money: what, when, by which transaction, and in which state. */
export function MovementRow({ movement }: { movement: Movement }) {
  const { movements: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const { kind, transactionHash: hash, disputeId } = movement;
  const modelName = useModelName(movement.modelId);
  const link = config && hash && transactionLink({ networkId: config.networkId, localUrl: config.devWalletUrl }, hash);
  const about = hash
    ? texts.transaction(shortened(hash, 6, 4))
    : disputeId
      ? texts.dispute(shortened(disputeId, 4, 4))
      : modelName;
  const besides = movement.besidesNano ? texts.besides(coins(movement.besidesNano, language)) : null;
  const detail = (
    <span className="tiny">
      {moment(movement.atMs, language)}
      {about && <div className="movement__about">{about}</div>}
      {besides && <div>{besides}</div>}
      <StateLine movement={movement} />
    </span>
  );
  return (
    <Row
      start={
        <span className={`movement movement--${kind}`}>
          <Icon name={ICONS[kind]} size={18} />
        </span>
      }
      title={texts.kinds[kind]}
      detail={detail}
      end={<Figure movement={movement} />}
      {...(link && { onPress: () => openOutside(link) })}
      {...(disputeId && { href: `/disputes?dispute=${disputeId}` })}
    />
  );
}

function Figure({ movement }: { movement: Movement }) {
  const figure = figureOf(movement);
  if (!figure) return null;
  const { nano, isMoney } = figure;
  const isSetAside = movement.kind === 'hold';
  return (
    <span className={!isMoney || isSetAside ? 'muted' : nano > 0n ? 'good' : undefined}>
      <Amount nano={nano} isSigned={isMoney} />
    </span>
  );
}

/** A request's hold is over in seconds and says enough by its name. */
function StateLine({ movement: { kind, state, reason, sinceMs } }: { movement: Movement }) {
  const { movements: texts } = useTexts('wallet');
  if (state === 'final' || kind === 'hold') return null;
  return (
    <div className="movement__state">
      <Badge tone={STATE_TONES[state]}>{texts.states[state]}</Badge> {sinceMs !== undefined && <Since atMs={sinceMs} />}
      {reason && (
        <div>
          <FaultWords fault={{ code: reason }} />
        </div>
      )}
    </div>
  );
}
