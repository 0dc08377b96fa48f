import { useState } from 'react';
import { colorOf } from '../../ui/charts/series-color.ts';
import { BarChart, Card, DayChart, Section, StackedBar } from '../../ui/index.ts';
import type { SampleTexts } from '../texts/index.ts';

const COUNTS = [3, 12, 0, 48, 31, 7, 22, 16, 0, 5, 41, 19, 28, 36];
const MOST = Math.max(...COUNTS);
const AMOUNTS = [700n, 200n, 100n];

/** Shares of a whole, a bar a day, days to press, and days of nothing. */
export function Charts({ texts: { charts } }: { texts: SampleTexts }) {
  const [chosen, setChosen] = useState<number | null>(3);
  const days = COUNTS.map((count, at) => ({ count, name: charts.day(at + 10), text: charts.count(count) }));
  return (
    <Section title={charts.title}>
      <Card>
        <StackedBar
          label={charts.whole}
          parts={charts.parts.map((name, at) => ({
            name,
            text: `${AMOUNTS[at]}`,
            amount: AMOUNTS[at] ?? 0n,
            color: colorOf(name, at),
          }))}
        />
      </Card>
      <Card>
        <BarChart label={charts.days} bars={days.map(({ count, name, text }) => ({ name, value: count, text }))} />
      </Card>
      <Card>
        <DayChart
          label={charts.days}
          peak={charts.peak}
          chosen={chosen}
          onChoose={setChosen}
          days={days.map(({ count, name, text }) => ({
            name,
            text,
            parts: [0.6, 0.4].map((share, part) => ({ color: colorOf(name, part), share: (share * count) / MOST })),
          }))}
        />
      </Card>
      <Card>
        <BarChart label={charts.nothing} bars={days.map(({ name }) => ({ name, value: 0, text: charts.count(0) }))} />
        <p className="muted small">{charts.nothing}</p>
      </Card>
    </Section>
  );
}
