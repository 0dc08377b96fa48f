import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ChannelView, useConfig } from '../../lib/api/index.ts';
import { isLeaveOverdue, LEAVE_STEPS, leaveStepState } from '../../lib/wallet/index.ts';
import { Button, ErrorNotice, Notice, Since, type Step, Steps, useNow } from '../../ui/index.ts';
import { clearLeave, type LeaveRun, runLeave } from './leave-run.ts';
import { useConnectWallet } from './use-connect-wallet.ts';

interface LeaveStepsProps {
  run: LeaveRun;
  channel: ChannelView;
}

/** Where one step out of an escrow stands, since when, and what to do when it does not go on. */
export function LeaveSteps({ run, channel }: LeaveStepsProps) {
  const { leave: texts } = useTexts('wallet');
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
  const wayOn = <WayOn run={run} channel={channel} />;
  return (
    <>
      <p className="muted small" role="status">
        {texts.running[action]}
      </p>
      <Steps steps={steps} label={texts.running[action]} />
      {progress.fault && (
        <ErrorNotice error={{ fault: progress.fault }} actions={progress.isSent ? undefined : wayOn} />
      )}
      {isOverdue && (
        <Notice tone="warn" icon="clock" title={texts.overdue} actions={wayOn}>
          {texts.overdueAbout}
        </Notice>
      )}
    </>
  );
}

/** To send it once more is safe at any time; another wallet than the payer's is changed here. */
function WayOn({ run, channel }: LeaveStepsProps) {
  const { leave: texts } = useTexts('wallet');
  const { actions, faults } = useTexts('core');
  const language = useLanguage();
  const { config } = useConfig();
  const again = () => config && runLeave({ action: run.action, channel, config, language });
  return (
    <>
      {run.progress.fault?.code === 'wallet_not_payer' ? (
        <ConnectPayer onConnected={again} />
      ) : (
        <Button size="small" look="primary" icon="retry" onClick={again}>
          {faults.retry}
        </Button>
      )}
      <Button size="small" onClick={clearLeave}>
        {run.progress.isSent ? texts.stopWaiting : actions.cancel}
      </Button>
    </>
  );
}

function ConnectPayer({ onConnected }: { onConnected: () => void }) {
  const { leave: texts } = useTexts('wallet');
  const connect = useConnectWallet(onConnected);
  return (
    <Button size="small" look="primary" icon="wallet" isBusy={connect.isPending} onClick={() => connect.mutate()}>
      {texts.connectPayer}
    </Button>
  );
}
