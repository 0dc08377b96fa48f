import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ReviewItem } from '../../../lib/api/index.ts';
import { waited } from '../../../lib/format/index.ts';
import { Badge, useNow } from '../../../ui/index.ts';
import { slaClock } from './sla.ts';

/** How long a provider has waited, and how long they may. */
export function SlaLine({ item }: { item: ReviewItem }) {
  const { queue: texts } = useTexts('admin');
  const language = useLanguage();
  const nowMs = useNow();
  const { leftMs, share, tone } = slaClock(item, nowMs);
  const left = waited(Math.abs(leftMs), language);
  return (
    <div className="stack" style={{ '--gap': '8px' }}>
      <div className="line line--spread">
        <span className="muted small">{texts.waits(waited(nowMs - item.waitingSinceMs, language))}</span>
        <Badge tone={tone} icon="clock">
          {leftMs > 0 ? texts.left(left) : texts.late(left)}
        </Badge>
      </div>
      <span className="sla" aria-hidden="true">
        <span className={`sla__gone sla__gone--${tone}`} style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  );
}
