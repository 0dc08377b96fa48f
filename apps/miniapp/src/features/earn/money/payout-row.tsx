import { transactionLink } from '@spindle/ton/browser';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type PayoutView, useConfig } from '../../../lib/api/index.ts';
import { coins, moment, shortened } from '../../../lib/format/index.ts';
import { openOutside } from '../../../lib/telegram/index.ts';
import { Badge, FaultWords, Row, Since, type Tone } from '../../../ui/index.ts';

const TONES: Record<PayoutView['state'], Tone> = {
  waiting_funds: 'warn',
  stopped: 'bad',
  queued: 'warn',
  sent: 'warn',
  paid: 'good',
  refused: 'bad',
};

/** One payout: how much, in which state since when and why, and by which transaction. */
export function PayoutRow({ payout }: { payout: PayoutView }) {
  const { money: texts } = useTexts('earn');
  const language = useLanguage();
  const { config } = useConfig();
  const { state, reason, amountNano, transactionHash: hash } = payout;
  const link = config && hash && transactionLink({ networkId: config.networkId, localUrl: config.devWalletUrl }, hash);
  const waits: Partial<Record<PayoutView['state'], string>> = texts.waits;
  const isOver = state === 'paid' || state === 'refused';
  const detail = (
    <span className="tiny">
      {isOver ? moment(payout.paidAtMs ?? payout.sinceMs, language) : <Since atMs={payout.sinceMs} />} ·{' '}
      {texts.askedBy[payout.askedBy]}
      {hash && (
        <>
          {' · '}
          <span className="unbroken">{shortened(hash, 6, 4)}</span>
        </>
      )}
      {reason ? (
        <div>
          <FaultWords fault={{ code: reason }} />
        </div>
      ) : (
        waits[state] && <div>{waits[state]}</div>
      )}
    </span>
  );
  return (
    <Row
      // What is said of it has the whole width below.
      title={
        <span className="line line--wrap line--spread" style={{ '--gap': '2px 8px' }}>
          <span>{amountNano === null ? texts.unknownAmount : coins(amountNano, language)}</span>
          <Badge tone={TONES[state]}>{texts.states[state]}</Badge>
        </span>
      }
      detail={detail}
      {...(link && { onPress: () => openOutside(link) })}
    />
  );
}
