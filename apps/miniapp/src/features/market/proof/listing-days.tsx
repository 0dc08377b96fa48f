import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingProof } from '../../../lib/api/index.ts';
import { measured, shortDay } from '../../../lib/format/index.ts';
import { BarChart, Card, Notice, Section } from '../../../ui/index.ts';

type Day = ListingProof['days'][number];
const MINUTES_OF_HOUR = 60;

/** How long machines were there, and how much they were asked, on each of the last thirty days. */
export function ListingDays({ days }: { days: Day[] }) {
  const { days: texts } = useTexts('offers');
  const language = useLanguage();
  const hasNews = days.some(({ uptimeMinutes, answers, failures }) => uptimeMinutes + answers + failures > 0);
  const hoursOf = ({ uptimeMinutes }: Day) => uptimeMinutes / MINUTES_OF_HOUR;
  const barsOf = (numberOf: (day: Day) => number, textOf: (day: Day) => string) =>
    days.map((day) => ({ name: shortDay(day.day, language), value: numberOf(day), text: textOf(day) }));
  if (!hasNews) {
    return (
      <Section title={texts.title}>
        <Notice>{texts.none}</Notice>
      </Section>
    );
  }
  return (
    <Section title={texts.title} note={texts.note}>
      <Card>
        <div className="stack" style={{ '--gap': '20px' }}>
          <DayBars
            label={texts.uptime}
            bars={barsOf(hoursOf, (day) => texts.hours(measured(hoursOf(day), language)))}
          />
          <DayBars
            label={texts.demand}
            bars={barsOf(
              ({ answers }) => answers,
              ({ answers, failures }) => texts.answers(answers, failures),
            )}
          />
        </div>
      </Card>
    </Section>
  );
}

function DayBars({ label, bars }: Parameters<typeof BarChart>[0]) {
  return (
    <div className="stack" style={{ '--gap': '10px' }}>
      <h3>{label}</h3>
      <BarChart label={`${label}. ${bars.map(({ name, text }) => `${name}: ${text}`).join('; ')}`} bars={bars} />
    </div>
  );
}
