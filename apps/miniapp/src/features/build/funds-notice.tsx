import { useQuery } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { Button, Notice } from '../../ui/index.ts';

/** A key with no money behind it answers nothing: said here, before a program finds out. */
export function FundsNotice() {
  const { funds: texts } = useTexts('build');
  const [, navigate] = useLocation();
  const overview = useQuery(trpc.wallet.overview.queryOptions());
  const balances = overview.data?.balances;
  if (overview.data?.spending.isStrict) return <StrictNotice />;
  if (!balances || balances.spendableNano > 0n) return null;
  const hasDeposit = balances.depositedNano > 0n;
  const toWallet = () => navigate(hasDeposit ? '/wallet' : '/wallet?deposit=1');
  return (
    <Notice
      icon="wallet"
      title={texts.title}
      actions={
        <Button size="small" look="primary" onClick={toWallet}>
          {texts.action}
        </Button>
      }
    >
      {hasDeposit ? texts.allowMore : texts.deposit}
    </Notice>
  );
}

/** In strict mode no key spends, however much is on deposit. */
function StrictNotice() {
  const { funds: texts } = useTexts('build');
  const [, navigate] = useLocation();
  return (
    <Notice
      tone="warn"
      icon="seal"
      title={texts.strict}
      actions={
        <Button size="small" look="primary" onClick={() => navigate('/wallet?spending=1')}>
          {texts.rules}
        </Button>
      }
    >
      {texts.strictAbout}
    </Notice>
  );
}
