import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { ListingProof } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Badge, Card, Notice, Section, type Tone } from '../../../ui/index.ts';

type Result = ListingProof['canaries'][number];
const TONES: Record<Result['verdict'], Tone> = { passed: 'good', failed: 'bad', unknown: 'plain' };
const SHOWN = 10;

/** The last canaries: what kind, how it ended, and by how much. The question only once nobody is asked it any more. */
export function CanaryResults({ results }: { results: Result[] }) {
  const { canaries: texts } = useTexts('proof');
  return (
    <Section title={texts.title} note={texts.note}>
      {results.length === 0 && <Notice>{texts.none}</Notice>}
      {results.length > 0 && (
        <Card>
          <div className="stack" style={{ '--gap': '14px' }}>
            {results.slice(0, SHOWN).map((result) => (
              <CanaryItem key={result.runId} result={result} />
            ))}
          </div>
        </Card>
      )}
    </Section>
  );
}

function CanaryItem({ result }: { result: Result }) {
  const { canaries: texts } = useTexts('proof');
  const language = useLanguage();
  const { kind, verdict, code, statistic, threshold, atMs, question } = result;
  const number = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 3 });
  return (
    <div>
      <div className="line line--spread">
        <span className="strong small">{texts.kinds[kind] ?? kind}</span>
        <Badge tone={TONES[verdict]}>{texts.verdicts[verdict]}</Badge>
      </div>
      <div className="muted tiny">
        {moment(atMs, language)} · {texts.codes[code] ?? code}
        {statistic !== null && threshold !== null && ` · ${texts.statistic(number(statistic), number(threshold))}`}
      </div>
      {question !== null && (
        <details className="tiny">
          <summary className="muted">{texts.question}</summary>
          {question}
        </details>
      )}
    </div>
  );
}
