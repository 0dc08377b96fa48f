import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type EarningsOverview, trpc } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { Card, ErrorNotice, Icon, Row, Section, Skeleton } from '../../../ui/index.ts';
import { AccountRows } from './account-rows.tsx';
import { ClaimAlone } from './claim-alone.tsx';
import { MoneyCard } from './money-card.tsx';
import { NextPayout } from './next-payout.tsx';
import { OpenPayouts } from './open-payouts.tsx';
import { SwapRow } from './swap/swap-row.tsx';

const SettingsSheet = lazy(() => import('./settings-sheet.tsx'));
const HistorySheet = lazy(() => import('./history-sheet.tsx'));
const SwapSheet = lazy(() => import('./swap/swap-sheet.tsx'));
const REFRESH_MS = 5_000;

/** A provider's money: where it is, what the next payout waits for, and how to take it without us. */
export function MoneySection() {
  const { money: texts } = useTexts('earn');
  const money = useQuery(trpc.payouts.overview.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  return (
    <Section title={texts.title}>
      {money.error && <ErrorNotice error={money.error} onRetry={() => money.refetch()} />}
      {money.isPending && <Skeleton height={240} />}
      {money.data && <Money money={money.data} />}
    </Section>
  );
}

function Money({ money }: { money: EarningsOverview }) {
  const { money: texts } = useTexts('earn');
  const language = useLanguage();
  const [open, setOpen] = useState<'settings' | 'history' | 'swap' | null>(null);
  const { schedule, thresholdNano } = money.settings;
  const close = () => setOpen(null);
  return (
    <>
      <MoneyCard money={money} />
      <NextPayout money={money} />
      <OpenPayouts money={money} />
      <ClaimAlone money={money} />
      <Card isFlush>
        <Row
          start={<Icon name="clock" size={20} />}
          title={texts.settings}
          detail={
            schedule === 'on_demand'
              ? texts.schedules.on_demand
              : `${texts.schedules[schedule]} · ${coins(thresholdNano, language)}`
          }
          onPress={() => setOpen('settings')}
        />
        <Row start={<Icon name="wallet" size={20} />} title={texts.history} onPress={() => setOpen('history')} />
        {money.swapsTo && <SwapRow symbol={money.swapsTo} onPress={() => setOpen('swap')} />}
        <AccountRows money={money} />
      </Card>
      <Suspense>
        {open === 'settings' && <SettingsSheet money={money} onClose={close} />}
        {open === 'history' && <HistorySheet onClose={close} />}
        {open === 'swap' && money.swapsTo && (
          <SwapSheet symbol={money.swapsTo} leastNano={money.leastPayoutNano} onClose={close} />
        )}
      </Suspense>
    </>
  );
}
