import { useTexts } from '../../i18n/index.ts';
import type { WalletOverview } from '../../lib/api/index.ts';
import { Sheet } from '../../ui/index.ts';
import { DepositForm } from './deposit-form.tsx';
import { clearDeposit, useDepositRun } from './deposit-run.ts';
import { DepositSteps } from './deposit-steps.tsx';

/** How much and for what, then the way of the money step by step. */
export function DepositSheet({ overview, onClose }: { overview: WalletOverview; onClose: () => void }) {
  const { deposit: texts } = useTexts('wallet');
  const run = useDepositRun();
  const close = () => {
    if (run?.progress.step === 'done') clearDeposit();
    onClose();
  };
  return (
    <Sheet title={run ? texts.titleRunning : texts.title} onClose={close}>
      {run ? <DepositSteps run={run} onClose={close} /> : <DepositForm overview={overview} />}
    </Sheet>
  );
}
