import { useTexts } from '../../../i18n/index.ts';
import type { AdminWaiting } from '../../../lib/api/index.ts';
import { Badge } from '../../../ui/index.ts';

/** How many wait for a person, and whether one of them waits too long; nothing where nobody does. */
export function WaitingBadge({ waiting }: { waiting: AdminWaiting[keyof AdminWaiting] | null }) {
  const { frame: texts } = useTexts('admin');
  if (!waiting || waiting.waiting === 0) return null;
  const { waiting: count, late } = waiting;
  return (
    <Badge tone={late > 0 ? 'bad' : 'accent'}>
      <span className="unseen">{texts.waiting(count)}</span>
      <span aria-hidden="true">{count}</span>
    </Badge>
  );
}
