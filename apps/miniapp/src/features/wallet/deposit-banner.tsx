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
      {texts.steps[progress.step].name} {!isDone && <Since atMs={progress.sinceMs} />}
    </Notice>
  );
}
