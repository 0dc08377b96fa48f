import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { TreasuryView } from '../../../lib/api/index.ts';
import { moment } from '../../../lib/format/index.ts';
import { Badge, Card, Fold, Row, Section } from '../../../ui/index.ts';
import { FindingItem } from './finding-item.tsx';

const SHOWN = 6;

/** The last times that the books were held against the chain, and what differed. */
export function AuditRuns({ runs }: { runs: TreasuryView['books']['runs'] }) {
  const { treasury: texts } = useTexts('office');
  const language = useLanguage();
  return (
    <Section title={texts.audits} note={texts.auditsNote}>
      <Card isFlush>
        {runs.length === 0 && <Row title={texts.noAudits} />}
        {runs.slice(0, SHOWN).map((run) => (
          <Row
            key={run.beganAtMs}
            title={run.scope === 'full' ? texts.full : texts.chain}
            detail={`${moment(run.beganAtMs, language)} · ${texts.looked(run.accounts, run.receipts)}`}
            end={<Verdict run={run} />}
          />
        ))}
      </Card>
      {runs.slice(0, SHOWN).map(
        (run) =>
          run.findings.length > 0 && (
            <Card key={run.beganAtMs}>
              <Fold title={texts.found(run.findings.length)} about={moment(run.beganAtMs, language)}>
                {run.findings.map((finding) => (
                  <FindingItem key={`${finding.check} ${finding.subject}`} finding={finding} />
                ))}
              </Fold>
            </Card>
          ),
      )}
    </Section>
  );
}

function Verdict({ run }: { run: TreasuryView['books']['runs'][number] }) {
  const { treasury: texts } = useTexts('office');
  if (run.endedAtMs === null) return <Badge>{texts.running}</Badge>;
  if (run.differences > 0) return <Badge tone="bad">{texts.differences(run.differences)}</Badge>;
  if (run.unknowns > 0) return <Badge tone="warn">{texts.unknowns(run.unknowns)}</Badge>;
  return <Badge tone="good">{texts.clean}</Badge>;
}
