import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type ChannelView, trpc, useConfig } from '../../../lib/api/index.ts';
import { coins } from '../../../lib/format/index.ts';
import { Button, FaultWords, Notice, Since, type Step, Steps, useNow } from '../../../ui/index.ts';
import { runLeave } from './leave-run.ts';

/** Then something is wrong with us, and nobody should have to wait for us. */
const PATIENCE_MS = 120_000;
const REFRESH_MS = 3_000;
const STEPS = ['agreed', 'sent', 'paid'] as const;

/** Both have signed, and our order is on its way: where it stands, why it waits, and how to go without us. */
export function AgreedWaiting({ channel }: { channel: ChannelView }) {
  const { leave: texts } = useTexts('wallet');
  const language = useLanguage();
  const { config } = useConfig();
  const isOverdue = useNow(5_000) - channel.sinceMs > PATIENCE_MS;
  const recent = useQuery(trpc.wallet.movements.queryOptions({ limit: 20 }, { refetchInterval: REFRESH_MS }));
  const order = recent.data?.items.find(({ kind, channel: of }) => kind === 'close' && of === channel.address);
  const at = order?.state === 'seen' ? 2 : 1;
  const steps = STEPS.map((step, index): Step => {
    const state = index < at ? 'done' : index === at ? 'now' : 'ahead';
    const detail = (
      <>
        {texts.agreedSteps[step].about} <Since atMs={order?.sinceMs ?? channel.sinceMs} />
      </>
    );
    return { name: texts.agreedSteps[step].name, state, detail: state === 'now' ? detail : undefined };
  });
  const alone = () => config && runLeave({ action: 'request', channel, config, language });
  return (
    <>
      <p role="status">{texts.agreed(coins(channel.depositedNano - channel.spentNano, language))}</p>
      <Steps steps={steps} label={texts.closingNow} />
      {order?.reason && (
        <Notice tone="warn" icon="clock">
          <FaultWords fault={{ code: order.reason }} />
        </Notice>
      )}
      {isOverdue && channel.closeAt === null && (
        <Notice
          tone="warn"
          icon="clock"
          title={texts.agreedOverdue}
          actions={
            <Button size="small" look="primary" icon="arrowOut" onClick={alone}>
              {texts.request}
            </Button>
          }
        >
          {texts.agreedOverdueAbout}
        </Notice>
      )}
    </>
  );
}
