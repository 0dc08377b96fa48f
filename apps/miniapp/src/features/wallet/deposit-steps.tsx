import { useLanguage, useTexts } from '../../i18n/index.ts';
import { coins } from '../../lib/format/index.ts';
import { DEPOSIT_STEPS, type DepositStep, leaveWallet, stepState } from '../../lib/wallet/index.ts';
import { Button, ErrorNotice, MainAction, Since, type Step, Steps } from '../../ui/index.ts';
import { clearDeposit, type DepositRun, retryAllowance, runDeposit } from './deposit-run.ts';

const SHOWN = DEPOSIT_STEPS.filter((step) => step !== 'done');
/** In strict mode nothing is signed ahead. */
const SHOWN_STRICT = SHOWN.filter((step) => step !== 'allowance');

/** Where the money is now, since when, and what comes next. */
export function DepositSteps({ run, onClose }: { run: DepositRun; onClose: () => void }) {
  const { deposit: texts, spending } = useTexts('wallet');
  const { actions } = useTexts('core');
  const language = useLanguage();
  const { progress, plan } = run;
  const isDone = progress.step === 'done';
  const { isStrict } = plan.overview.spending;
  const steps = (isStrict ? SHOWN_STRICT : SHOWN).map((step): Step => {
    const state = stepState(progress, step);
    return { name: texts.steps[step].name, state, detail: detailOf(step, state) };
  });
  // A wallet that we no longer wait for may still send it: its own words say so.
  const isStopped = progress.fault !== null && !progress.isSent && progress.fault.code !== 'wallet_left';
  const amount = coins(plan.amountNano, language);
  const done = isStrict ? spending.strict.deposited : texts.doneAbout;
  function detailOf(step: DepositStep, state: Step['state']) {
    if (state !== 'now') return undefined;
    return (
      <>
        {texts.steps[step].about} <Since atMs={progress.sinceMs} />
      </>
    );
  }
  return (
    <>
      <p className="muted" role="status">
        {isDone ? done(amount) : isStopped ? texts.notSent : texts.running(amount)}
      </p>
      <Steps steps={steps} label={texts.titleRunning} />
      {progress.fault && <ErrorNotice error={{ fault: progress.fault }} actions={<WayOn run={run} />} />}
      {progress.step === 'approve' && progress.fault === null && (
        <Button look="plain" isWide onClick={leaveWallet}>
          {texts.leaveWallet}
        </Button>
      )}
      {isDone && <MainAction label={actions.done} onPress={onClose} />}
    </>
  );
}

/** Before the wallet has sent it, all can be done again; after, only the allowance can. */
function WayOn({ run: { plan, progress } }: { run: DepositRun }) {
  const { deposit: texts } = useTexts('wallet');
  const { actions, faults } = useTexts('core');
  if (progress.step === 'allowance') {
    return (
      <Button size="small" look="primary" onClick={retryAllowance}>
        {texts.signAgain}
      </Button>
    );
  }
  if (progress.isSent) return null;
  return (
    <>
      <Button size="small" look="primary" icon="retry" onClick={() => runDeposit(plan)}>
        {faults.retry}
      </Button>
      <Button size="small" onClick={clearDeposit}>
        {actions.cancel}
      </Button>
    </>
  );
}
