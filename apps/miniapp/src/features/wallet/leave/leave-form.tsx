import { useMutation } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ChannelView, useConfig } from '../../../lib/api/index.ts';
import { coins, shortened } from '../../../lib/format/index.ts';
import { closeNow } from '../../../lib/wallet/index.ts';
import { Card, ErrorNotice, MainAction, Notice, Row } from '../../../ui/index.ts';
import { useWalletRefresh } from '../spending/use-wallet-refresh.ts';
import { useKeyPlace } from '../use-key-place.ts';
import { AloneForm } from './alone-form.tsx';
import { useWayOut } from './use-way-out.ts';
import { WithoutUs } from './without-us.tsx';

/** Everything back on one screen: at once when both agree, and without us when we do not answer. */
export function LeaveForm({ channel }: { channel: ChannelView }) {
  const { leave: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const refresh = useWalletRefresh();
  const place = useKeyPlace(channel);
  const way = useWayOut(channel);
  const backNano = channel.depositedNano - channel.spentNano;
  const agree = useMutation({
    mutationFn: async () => (config ? closeNow(channel, config) : null),
    onSuccess: refresh,
  });
  const hasKey = place !== 'elsewhere';
  const reserve = way.wayOut ? texts.reserve(coins(way.wayOut.reserveNano, language)) : undefined;
  return (
    <>
      <Card isFlush>
        <Row title={texts.back} detail={reserve} end={<span className="strong">{coins(backNano, language)}</span>} />
        <Row
          title={texts.to}
          detail={<span className="mono tiny">{way.wayOut ? shortened(way.wayOut.wallet, 10, 6) : '…'}</span>}
        />
        <Row
          title={texts.kept}
          detail={texts.keptAbout}
          end={<span className="strong">{coins(channel.spentNano, language)}</span>}
        />
      </Card>
      {hasKey ? <p>{texts.nowAbout}</p> : <Notice icon="info">{texts.nowElsewhere}</Notice>}
      {channel.heldNano > 0n && <Notice icon="clock">{texts.nowHeld(coins(channel.heldNano, language))}</Notice>}
      {agree.error && (
        <>
          <ErrorNotice error={agree.error} />
          <p>{texts.nowFailed}</p>
        </>
      )}
      {hasKey && (
        <MainAction
          label={texts.now(coins(backNano, language))}
          isEnabled={config !== null && channel.heldNano === 0n}
          isBusy={agree.isPending}
          onPress={() => agree.mutate()}
        />
      )}
      <AloneForm channel={channel} way={way} isWanted={!hasKey || agree.isError} />
      <WithoutUs wayOut={way.wayOut} />
    </>
  );
}
