import { evidenceText } from '@spindle/shared/reasons';
import { Fragment } from 'react';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { ListingView } from '../../lib/api/index.ts';

const SHOWN = ['claimed', 'reported', 'measured', 'checks'] as const;

/** What a decision rests on, side by side. Names that this app has no words for are left to the audit log. */
export function EvidenceLines({ evidence }: { evidence: ListingView['stateEvidence'] }) {
  const { evidence: texts } = useTexts('review');
  const language = useLanguage();
  const lines = SHOWN.flatMap((name) => {
    const value = evidence[name];
    return value === undefined ? [] : [{ name, text: evidenceText(evidence.check, value, language) }];
  });
  if (lines.length === 0) return null;
  return (
    <dl className="evidence small">
      {lines.map(({ name, text }) => (
        <Fragment key={name}>
          <dt className="muted">{texts[name]}</dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
