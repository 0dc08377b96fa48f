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
              <span className="tiny">
                <span className="mono">{shortened(String(evidence.print ?? evidence.address ?? ''), 10, 6)}</span>
                {evidence.uses !== undefined && <Uses own={evidence.ownUses} theirs={evidence.uses} />}
              </span>
            }
            href={`/admin/people/${other.accountId}`}
          />
        ))}
      </Card>
    </Section>
  );
}

/** What each of the two does with a wallet, a list of words in the evidence: here, and there. */
function Uses({ own, theirs }: { own: unknown; theirs: unknown }) {
  const { signals: texts } = useTexts('admin');
  const words = (uses: unknown) =>
    String(uses)
      .split(',')
      .map((use) => texts.uses[use] ?? use)
      .join(', ');
  return (
    <>
      <br />
      {texts.here(words(own))}
      <br />
      {texts.there(words(theirs))}
    </>
  );
}
