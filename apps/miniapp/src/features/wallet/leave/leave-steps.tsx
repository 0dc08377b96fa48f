import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ChannelView, useConfig } from '../../../lib/api/index.ts';
import {
  isLeaveOverdue,
  LEAVE_STEPS,
  leaveStepState,
  leaveWallet,
  useConnectWallet,
} from '../../../lib/wallet/index.ts';
import { Button, ErrorNotice, Notice, Since, type Step, Steps, useNow } from '../../../ui/index.ts';
import { clearLeave, type LeaveRun, runLeave } from './leave-run.ts';

interface LeaveStepsProps {
  run: LeaveRun;
  channel: ChannelView;
}

/** Where one step out of an escrow stands, since when, and what to do when it does not go on. */
export function LeaveSteps({ run, channel }: LeaveStepsProps) {
  const { leave: texts, deposit } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const { progress, action } = run;
  const isOverdue = isLeaveOverdue(progress, useNow(5_000));
  const shown = LEAVE_STEPS.filter((step) => step !== 'done');
  const steps = shown.map((step): Step => {
    const state = leaveStepState(progress, step);
    const detail = (
      <>
        {texts.steps[step].about} <Since atMs={progress.sinceMs} />
      </>
    );
    return { name: texts.steps[step].name, state, detail: state === 'now' ? detail : undefined };
  });
  const again = () => config && runLeave({ action, channel, config, language });
  const connect = useConnectWallet(again);
  const wayOn = <WayOn run={run} onAgain={again} connect={connect} />;
  return (
    <>
      <p className="muted small" role="status">
        {texts.running[action]}
      </p>
      <Steps steps={steps} label={texts.running[action]} />
      {progress.fault && (
        <ErrorNotice error={{ fault: progress.fault }} actions={progress.isSent ? undefined : wayOn} />
      )}
      {progress.step === 'approve' && progress.fault === null && (
        <Button look="plain" isWide onClick={leaveWallet}>
          {deposit.leaveWallet}
        </Button>
      )}
      {connect.error && <ErrorNotice error={connect.error} />}
      {isOverdue && (
        <Notice tone="warn" icon="clock" title={texts.overdue} actions={wayOn}>
          {texts.overdueAbout}
        </Notice>
      )}
    </>
  );
}

interface WayOnProps {
  run: LeaveRun;
  onAgain: () => void;
  connect: ReturnType<typeof useConnectWallet>;
}

/** To send it once more is safe at any time; another wallet than the payer's is changed here. */
function WayOn({ run, onAgain, connect }: WayOnProps) {
  const { leave: texts } = useTexts('wallet');
  const { actions, faults } = useTexts('core');
  return (
    <>
      {run.progress.fault?.code === 'wallet_not_payer' ? (
        <Button size="small" look="primary" icon="wallet" isBusy={connect.isPending} onClick={() => connect.mutate()}>
          {texts.connectPayer}
        </Button>
      ) : (
        <Button size="small" look="primary" icon="retry" onClick={onAgain}>
          {faults.retry}
        </Button>
      )}
      <Button size="small" onClick={clearLeave}>
        {run.progress.isSent ? texts.stopWaiting : actions.cancel}
      </Button>
    </>
  );
}
