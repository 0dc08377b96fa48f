import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc, useCanBuy, useConfig, type WalletOverview } from '../../lib/api/index.ts';
import { ErrorNotice, Notice, Page, Skeleton } from '../../ui/index.ts';
import { BalanceCard } from './balance-card.tsx';
import { ChannelNotices } from './channel-notices.tsx';
import { ConnectCard } from './connect-card.tsx';
import { DepositSheet } from './deposit-sheet.tsx';
import { Escrows } from './escrows.tsx';
import { resumeLeave } from './leave/leave-run.ts';
import { Movements } from './movements/movements.tsx';
import { YouSection } from './you-section.tsx';
import './wallet.css';

const SpendingSheet = lazy(() => import('./spending/spending-sheet.tsx'));
const REFRESH_MS = 5_000;

export default function WalletPage() {
  const texts = useTexts('wallet');
  const overview = useQuery(trpc.wallet.overview.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const { config } = useConfig();
  return (
    <Page title={texts.title}>
      {config?.env === 'dev' && <Notice icon="flask">{texts.playMoney}</Notice>}
      {overview.error && <ErrorNotice error={overview.error} onRetry={() => overview.refetch()} />}
      {overview.isPending && <Skeleton height={210} />}
      {overview.data && <Overview overview={overview.data} />}
      <Movements />
      <YouSection />
    </Page>
  );
}

type Open = 'deposit' | 'spending' | null;
/** What a link of another screen may open here. */
const LINKED = ['deposit', 'spending'] as const;

function Overview({ overview }: { overview: WalletOverview }) {
  const [open, setOpen] = useState<Open>(null);
  const [search, setSearch] = useSearchParams();
  useEffect(resumeLeave, []);
  const canBuy = useCanBuy();
  const wanted = overview.wallet ? LINKED.find((name) => search.has(name)) : undefined;
  useEffect(() => {
    if (!wanted) return;
    if (canBuy || wanted !== 'deposit') setOpen(wanted);
    setSearch({}, { replace: true });
  }, [wanted, canBuy, setSearch]);
  const toRules = () => setOpen('spending');
  return (
    <>
      {overview.wallet ? (
        <BalanceCard overview={overview} onDeposit={() => setOpen('deposit')} onRules={toRules} />
      ) : (
        <ConnectCard />
      )}
      <ChannelNotices overview={overview} onAllowance={toRules} onDeposit={() => setOpen('deposit')} />
      <Escrows overview={overview} />
      {open === 'deposit' && <DepositSheet overview={overview} onClose={() => setOpen(null)} />}
      <Suspense>{open === 'spending' && <SpendingSheet overview={overview} onClose={() => setOpen(null)} />}</Suspense>
    </>
  );
}
