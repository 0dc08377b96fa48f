import { useEffect } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import type { ChannelView } from '../../../lib/api/index.ts';
import { Sheet } from '../../../ui/index.ts';
import { LeaveForm } from './leave-form.tsx';
import { useLeaveRun } from './leave-run.ts';
import { LeaveSteps } from './leave-steps.tsx';

interface LeaveSheetProps {
  channel: ChannelView;
  onClose: () => void;
}

/** What comes back, at once or without us; then where that stands. */
export function LeaveSheet({ channel, onClose }: LeaveSheetProps) {
  const { leave: texts } = useTexts('wallet');
  const run = useLeaveRun(channel.address);
  const isOver = channel.state !== 'open';
  // From then on the card of the closing escrow says everything.
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  return (
    <Sheet title={texts.title} onClose={onClose}>
      {run ? <LeaveSteps run={run} channel={channel} /> : <LeaveForm channel={channel} />}
    </Sheet>
  );
}
