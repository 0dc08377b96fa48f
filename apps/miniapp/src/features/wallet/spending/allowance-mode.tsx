import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { api, useConfig, type WalletOverview } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import {
  allowableNano,
  allowedNano,
  confirmOwner,
  FIRST_ALLOWANCE_NANO,
  signAllowance,
  totalToSign,
} from '../../../lib/wallet/index.ts';
import { Card, ErrorNotice, MainAction, Notice, Row } from '../../../ui/index.ts';
import { AllowanceChoice } from './allowance-choice.tsx';
import { useWalletRefresh } from './use-wallet-refresh.ts';

/** How much the market may take without asking this device again. */
export function AllowanceMode({ overview, onDone }: { overview: WalletOverview; onDone: () => void }) {
  const { allowance: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const refresh = useWalletRefresh(onDone);
  const { balances, channel, spending } = overview;
  const most = allowableNano(balances);
  const [allowNano, setAllowNano] = useState<bigint>(FIRST_ALLOWANCE_NANO < most ? FIRST_ALLOWANCE_NANO : most);
  const total = totalToSign(balances, allowNano);
  const sign = useMutation({
    mutationFn: async () => {
      await confirmOwner(allowNano, texts.confirm(coins(allowNano, language)));
      if (channel && config && total !== null) await signAllowance(channel, total, config);
      // After the signature: a device that cannot sign leaves everything as it was.
      if (spending.isStrict) await api.wallet.setSpending.mutate({ isStrict: false });
    },
    onSuccess: refresh,
  });
  return (
    <>
      <Card isFlush>
        <Row title={texts.now} end={<span className="strong">{coins(allowedNano(balances), language)}</span>} />
        <Row title={texts.most} end={<span className="strong">{coins(most, language)}</span>} />
      </Card>
      <AllowanceChoice mostNano={most} value={allowNano} onChange={setAllowNano} />
      <Notice>{total === null ? texts.onlyGrows : texts.risk(coins(allowNano, language))}</Notice>
      {sign.error && <ErrorNotice error={sign.error} />}
      <MainAction
        label={texts.button(coins(allowNano, language))}
        isEnabled={config !== null && (total !== null || spending.isStrict)}
        isBusy={sign.isPending}
        onPress={() => sign.mutate()}
      />
    </>
  );
}
