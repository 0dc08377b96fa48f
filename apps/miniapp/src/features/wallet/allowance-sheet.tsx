import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc, useConfig, type WalletOverview } from '../../lib/api/index.ts';
import { coins } from '../../lib/format/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import {
  allowableNano,
  allowedNano,
  FIRST_ALLOWANCE_NANO,
  signAllowance,
  totalToSign,
} from '../../lib/wallet/index.ts';
import { Card, ErrorNotice, MainAction, Notice, Row, Sheet } from '../../ui/index.ts';
import { AllowanceChoice } from './allowance-choice.tsx';

/** How much the market may take without asking this device again. */
export function AllowanceSheet({ overview, onClose }: { overview: WalletOverview; onClose: () => void }) {
  const { allowance: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const queries = useQueryClient();
  const { balances, channel } = overview;
  const most = allowableNano(balances);
  const [allowNano, setAllowNano] = useState<bigint>(FIRST_ALLOWANCE_NANO < most ? FIRST_ALLOWANCE_NANO : most);
  const total = totalToSign(balances, allowNano);
  const sign = useMutation({
    mutationFn: async () => {
      if (channel && config && total !== null) await signAllowance(channel, total, config);
    },
    onSuccess: async () => {
      haptic.success();
      await queries.invalidateQueries({ queryKey: trpc.wallet.pathKey() });
      onClose();
    },
  });
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <Card isFlush>
        <Row title={texts.now} end={<span className="strong">{coins(allowedNano(balances), language)}</span>} />
        <Row title={texts.most} end={<span className="strong">{coins(most, language)}</span>} />
      </Card>
      <AllowanceChoice mostNano={most} value={allowNano} onChange={setAllowNano} />
      <Notice>{total === null ? texts.onlyGrows : texts.risk(coins(allowNano, language))}</Notice>
      {sign.error && <ErrorNotice error={sign.error} />}
      <MainAction
        label={texts.button(coins(allowNano, language))}
        isEnabled={total !== null && config !== null}
        isBusy={sign.isPending}
        onPress={() => sign.mutate()}
      />
    </Sheet>
  );
}
