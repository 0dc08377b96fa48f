import { useTexts } from '../../../i18n/index.ts';
import type { ChannelView } from '../../../lib/api/index.ts';
import { Button, Notice, Since } from '../../../ui/index.ts';
import { useLeaveRun } from './leave-run.ts';

/** A step out of an escrow under way, while its sheet is closed. */
export function LeaveBanner({ channel, onOpen }: { channel: ChannelView; onOpen: () => void }) {
  const { leave: texts, deposit } = useTexts('wallet');
  const run = useLeaveRun(channel.address);
  if (!run) return null;
  const { progress, action } = run;
  return (
    <Notice
      tone={progress.fault ? 'bad' : 'plain'}
      icon="clock"
      title={texts.running[action]}
      actions={
        <Button size="small" onClick={onOpen}>
          {deposit.details}
        </Button>
      }
    >
      {texts.steps[progress.step].name} <Since atMs={progress.sinceMs} />
    </Notice>
  );
}
