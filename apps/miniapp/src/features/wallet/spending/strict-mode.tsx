import { useMutation } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { trpc, type WalletOverview } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { openRiskNano } from '../../../lib/wallet/index.ts';
import { Badge, Card, ErrorNotice, MainAction, Notice, Row } from '../../../ui/index.ts';
import { useKeyPlace } from '../use-key-place.ts';
import { useWalletRefresh } from './use-wallet-refresh.ts';

/** Signing before each answer: what it means, what it ends, and what it cannot take back. */
export function StrictMode({ overview, onDone }: { overview: WalletOverview; onDone: () => void }) {
  const { strict: texts } = useTexts('wallet').spending;
  const language = useLanguage();
  const place = useKeyPlace(overview.channel);
  const refresh = useWalletRefresh(onDone);
  const riskNano = openRiskNano(overview.balances);
  const { isStrict } = overview.spending;
  const change = useMutation(trpc.wallet.setSpending.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <p>{texts.about}</p>
      <Card isFlush>
        {isStrict && <Row title={texts.on} end={<Badge tone="good">✓</Badge>} />}
        <Row title={texts.keys} detail={texts.keysAbout} />
        <Row
          title={texts.risk}
          detail={texts.riskAbout}
          end={<span className="strong">{coins(riskNano, language)}</span>}
        />
      </Card>
      {!isStrict && riskNano > 0n && <Notice icon="info">{texts.riskOld(coins(riskNano, language))}</Notice>}
      {place === 'elsewhere' && (
        <Notice tone="warn" icon="warn">
          {texts.elsewhere}
        </Notice>
      )}
      {change.error && <ErrorNotice error={change.error} />}
      {!isStrict && (
        <MainAction
          label={texts.switchOn}
          isBusy={change.isPending}
          onPress={() => change.mutate({ isStrict: true })}
        />
      )}
    </>
  );
}
