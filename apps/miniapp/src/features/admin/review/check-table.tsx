import { evidenceText } from '@spindle/shared/reasons';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { CheckResult } from '../../../lib/api/index.ts';
import { Badge } from '../../../ui/index.ts';
import { OUTCOMES } from './check-look.ts';

const SIDES = ['claimed', 'reported', 'measured'] as const;

/** Side by side: what the listing claims, what its machines report, what we measured. */
export function CheckTable({ checks }: { checks: readonly CheckResult[] }) {
  const { checks: texts } = useTexts('admin');
  const { evidence } = useTexts('review');
  const language = useLanguage();
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.check} className="check">
          <div className="line line--spread">
            <span className="strong">{texts.names[check.check]}</span>
            <Badge tone={OUTCOMES[check.outcome].tone} icon={OUTCOMES[check.outcome].icon}>
              {texts.outcomes[check.outcome]}
            </Badge>
          </div>
          {SIDES.some((side) => check[side] !== null) && (
            <div className="check__sides">
              {SIDES.map((side) => (
                <div key={side} className="check__side">
                  <span className="muted tiny">{evidence[side]}</span>
                  <span className="small">{evidenceText(check.check, check[side] ?? '–', language)}</span>
                </div>
              ))}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
