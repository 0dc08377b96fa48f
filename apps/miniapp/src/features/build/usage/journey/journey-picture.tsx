import { useLanguage, useTexts } from '../../../../i18n/index.ts';
import type { UsageReceipt } from '../../../../lib/api/index.ts';
import { coins, duration } from '../../../../lib/format/index.ts';
import { Card, Section } from '../../../../ui/index.ts';
import { ConsideredLine } from './considered-line.tsx';
import { LaneItem } from './lane-item.tsx';
import { timelineOf } from './timeline.ts';
import './journey.css';

/** What became of a request, on one line of time: queue, machines, take-overs, the end. */
export function JourneyPicture({ receipt }: { receipt: Pick<UsageReceipt, 'row' | 'journey'> }) {
  const { journey: texts } = useTexts('build');
  const language = useLanguage();
  const { row, journey } = receipt;
  const { lanes, totalMs } = timelineOf(receipt);
  if (lanes.length === 0) return null;
  return (
    <Section title={texts.title}>
      <Card>
        <div className="stack" style={{ '--gap': '14px' }}>
          <ConsideredLine journey={journey} />
          <ol className="journey">
            {lanes.map((lane) => (
              <LaneItem key={lane.kind === 'queue' ? 'queue' : lane.number} lane={lane} row={row} totalMs={totalMs} />
            ))}
          </ol>
          <div className="journey__axis">
            <span>0</span>
            <span>{duration(totalMs, language)}</span>
          </div>
          <div className="journey__key tiny muted" aria-hidden="true">
            <span className="journey__swatch lane__bar--waiting" />
            {texts.waiting}
            <span className="journey__swatch lane__bar--streaming" />
            {texts.streaming}
          </div>
          <p className="small">
            <span className={row.costNano > 0n ? 'good strong' : 'strong'}>
              {row.costNano > 0n ? texts.settled(coins(row.costNano, language)) : texts.notCharged}
            </span>
            {journey.isLate && <span className="muted"> {texts.late}</span>}
          </p>
        </div>
      </Card>
    </Section>
  );
}
