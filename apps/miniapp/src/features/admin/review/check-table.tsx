import { evidenceText } from '@spindle/shared/reasons';
import { hardwareName, useLanguage, useTexts } from '../../../i18n/index.ts';
import type { CheckResult } from '../../../lib/api/index.ts';
import { Badge } from '../../../ui/index.ts';
import { OUTCOMES } from './check-look.ts';

const SIDES = ['claimed', 'reported', 'measured'] as const;
/** What these found is a number of machines or listings: alone it would say nothing. */
const COUNTED = ['machine', 'twin', 'shared_machine'] as const;

/** What the market found among its own rows: nothing was measured for it. */
const LOOKED_UP = ['account_age', 'twin', 'shared_machine'] as const;
const isLookedUp = ({ check }: CheckResult): boolean => LOOKED_UP.some((it) => it === check);

/** What there is; and what a machine has not reported yet, beside the claim that waits for it. */
function sidesOf(check: CheckResult) {
  if (check.outcome === 'unknown' && COUNTED.some((it) => it === check.check)) return [];
  const isAwaited = check.outcome === 'unknown' && check.claimed !== null;
  return SIDES.filter((side) => check[side] !== null || (isAwaited && side === 'reported'));
}

/** Side by side: what the listing claims, what its machines report, what we measured. */
export function CheckTable({ checks }: { checks: readonly CheckResult[] }) {
  const { checks: texts } = useTexts('admin');
  const { evidence } = useTexts('review');
  const language = useLanguage();
  const wordsOf = ({ check }: CheckResult, value: string | null) => {
    const counted = COUNTED.find((it) => it === check);
    if (counted && /^\d+$/.test(value ?? '')) return texts.counted[counted](Number(value));
    if (check === 'hardware' && value !== null) return hardwareName(value, language);
    return evidenceText(check, value ?? '–', language);
  };
  return (
    <ul className="case-checks">
      {checks.map((check) => (
        <li key={check.check} className="case-check">
          <div className="line line--spread">
            <span className="strong">{texts.names[check.check]}</span>
            <Badge tone={OUTCOMES[check.outcome].tone} icon={OUTCOMES[check.outcome].icon}>
              {texts.outcomes[check.outcome]}
            </Badge>
          </div>
          {texts.why[`${check.check} ${check.outcome}`] && (
            <p className="muted small">{texts.why[`${check.check} ${check.outcome}`]}</p>
          )}
          {sidesOf(check).length > 0 && (
            <div className="case-check__sides">
              {sidesOf(check).map((side) => (
                <div key={side} className="case-check__side">
                  <span className="muted tiny">{isLookedUp(check) ? evidence.found : evidence[side]}</span>
                  <span className="small">{wordsOf(check, check[side])}</span>
                </div>
              ))}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
