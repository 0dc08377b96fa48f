import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingProof } from '../../../lib/api/index.ts';
import { duration, measured, moment } from '../../../lib/format/index.ts';
import { BarChart, Card, Facts, Notice, Section } from '../../../ui/index.ts';

type Measurement = ListingProof['measurements'][number];
/** Bars that a finger can tell apart. */
const BARS = 24;

/** The last measurement beside what is claimed, and those before it. */
export function MeasuredSpeed({ measurements }: { measurements: Measurement[] }) {
  const { measured: texts } = useTexts('proof');
  const language = useLanguage();
  const [last] = measurements;
  if (!last) {
    return (
      <Section title={texts.title} note={texts.note}>
        <Notice>{texts.none}</Notice>
      </Section>
    );
  }
  const speed = (value: number | null) => (value === null ? '–' : measured(value, language));
  const bars = measurements.slice(0, BARS).reverse();
  return (
    <Section
      title={texts.title}
      note={texts.note}
      aside={<span className="muted tiny">{moment(last.atMs, language)}</span>}
    >
      <Card>
        <div className="stack" style={{ '--gap': '16px' }}>
          <Facts
            entries={[
              { name: texts.alone, value: speed(last.tokensPerSecond) },
              { name: texts.all, value: speed(last.mostTokensPerSecond) },
              { name: texts.first, value: duration(last.firstTokenMs, language) },
            ]}
          />
          <Facts
            entries={[
              { name: texts.claimed, value: texts.slots(last.claimedSlots) },
              { name: texts.measured, value: heldOf(last, texts) },
            ]}
          />
          {bars.length > 1 && (
            <BarChart
              label={texts.chart}
              bars={bars.map((it) => ({
                name: moment(it.atMs, language),
                value: it.tokensPerSecond ?? 0,
                text: speed(it.tokensPerSecond),
              }))}
            />
          )}
        </div>
      </Card>
    </Section>
  );
}

function heldOf({ fallsAt, levels }: Measurement, texts: { fell(n: number): string; held(n: number): string }): string {
  return fallsAt === null ? texts.held(levels.at(-1)?.concurrency ?? 1) : texts.fell(fallsAt);
}
