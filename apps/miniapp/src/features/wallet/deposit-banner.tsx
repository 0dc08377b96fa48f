import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins } from '../../lib/format/index.ts';
import { Button, Notice, Since } from '../../ui/index.ts';
import { clearDeposit, type DepositRun } from './deposit-run.ts';

/** A deposit under way, while its sheet is closed. */
export function DepositBanner({ run, onOpen }: { run: DepositRun; onOpen: () => void }) {
  const { deposit: texts } = useTexts('wallet');
  const { actions } = useTexts('core');
  const language = useLanguage();
  const { progress, plan } = run;
  const isDone = progress.step === 'done';
  // A wallet that we no longer wait for may still send it.
  const isStopped = progress.fault !== null && !progress.isSent && progress.fault.code !== 'wallet_left';
  return (
    <Notice
      tone={isDone ? 'good' : progress.fault ? 'bad' : 'plain'}
      icon={isDone ? 'check' : 'clock'}
      title={texts.banner(coins(plan.amountNano, language))}
      actions={
        <Button size="small" onClick={isDone ? clearDeposit : onOpen}>
          {isDone ? actions.close : texts.details}
        </Button>
      }
    >
      {isStopped ? texts.notSent : texts.under[progress.step]}{' '}
      {!isDone && !isStopped && <Since atMs={progress.sinceMs} />}
    </Notice>
  );
}
