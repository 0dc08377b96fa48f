import { Fragment } from 'react';
import { useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';

const SHOWN = ['claimed', 'reported', 'measured', 'checks'] as const;

/** What a decision rests on, side by side. Names that this app has no words for are left to the audit log. */
export function EvidenceLines({ evidence }: { evidence: ListingView['stateEvidence'] }) {
  const { evidence: texts } = useTexts('review');
  const lines = SHOWN.filter((name) => evidence[name] !== undefined);
  if (lines.length === 0) return null;
  return (
    <dl className="evidence small">
      {lines.map((name) => (
        <Fragment key={name}>
          <dt className="muted">{texts[name]}</dt>
          <dd>{evidence[name]}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
