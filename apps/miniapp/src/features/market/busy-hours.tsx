import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../i18n/index.ts';
import { trpc } from '../../lib/api/index.ts';
import { BarChart, Card, Section } from '../../ui/index.ts';
import { hoursHere } from './hours-here.ts';

/** At which hours a listing is asked most; nothing while too few were asked to say it. */
export default function BusyHours({ listingId }: { listingId: string }) {
  const { busy: texts } = useTexts('offers');
  const { data } = useQuery(trpc.market.demand.queryOptions({ listingId }));
  if (!data?.percents) return null;
  const hours = hoursHere(data.percents, -new Date().getTimezoneOffset());
  const most = hours.reduce((best, hour) => (hour.percent > best.percent ? hour : best));
  return (
    <Section title={texts.title} note={texts.note(data.days)}>
      <Card>
        <div className="stack" style={{ '--gap': '10px' }}>
          <p className="small">{texts.most(texts.hour(most.name))}</p>
          <BarChart
            label={texts.chart}
            bars={hours.map(({ name, percent }) => ({
              name: texts.hour(name),
              value: percent,
              text: texts.percent(percent),
            }))}
          />
        </div>
      </Card>
    </Section>
  );
}
