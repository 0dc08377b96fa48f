import { useTexts } from '../../i18n/index.ts';
import type { SignalView } from '../../lib/api/index.ts';
import { shortened } from '../../lib/format/index.ts';
import { Card, Row, Section } from '../../ui/index.ts';

/** What an account has in common with others; nothing follows from it by itself. */
export function SignalList({ signals }: { signals: readonly SignalView[] }) {
  const { signals: texts } = useTexts('admin');
  if (signals.length === 0) return null;
  return (
    <Section title={texts.title} note={texts.note}>
      <Card isFlush>
        {signals.map(({ kind, other, evidence }) => (
          <Row
            key={`${kind} ${other.accountId} ${evidence.print ?? evidence.address}`}
            title={texts.kinds[kind](other.name)}
            detail={
              <span className="mono tiny">
                {shortened(String(evidence.print ?? evidence.address ?? ''), 10, 6)}
                {evidence.uses !== undefined && ` · ${evidence.ownUses} / ${evidence.uses}`}
              </span>
            }
            href={`/admin/people/${other.accountId}`}
          />
        ))}
      </Card>
    </Section>
  );
}
