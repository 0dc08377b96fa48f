import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingProof } from '../../../lib/api/index.ts';
import { whole } from '../../../lib/format/index.ts';
import { Card, Facts, Fold, Section } from '../../../ui/index.ts';

/** The score, everything that it is made of, and how. */
export function TrackRecord({ record: { score, parts, inputs } }: { record: ListingProof['record'] }) {
  const { record: texts } = useTexts('proof');
  const language = useLanguage();
  const share = (part: number | null) => (part === null ? texts.unknown : `${Math.round(part * 100)} %`);
  return (
    <Section title={texts.title}>
      <Card>
        <div className="stack" style={{ '--gap': '16px' }}>
          <h3>{score === null ? texts.none : texts.score(whole(score, language))}</h3>
          <Facts
            entries={[
              { name: texts.success, value: share(parts.success) },
              { name: texts.uptime, value: share(parts.uptime) },
              { name: texts.canaries, value: share(parts.canaries) },
              { name: texts.steadiness, value: share(parts.steadiness) },
              { name: texts.age, value: texts.days(inputs.ageDays) },
            ]}
          />
        </div>
      </Card>
      <Fold title={texts.how} about={texts.successOf(inputs.answers, inputs.failures)}>
        <p className="small">{texts.formula}</p>
      </Fold>
    </Section>
  );
}
