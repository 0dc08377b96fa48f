import { useTexts } from '../../../i18n/index.ts';
import type { CheckResult } from '../../../lib/api/index.ts';
import { Badge } from '../../../ui/index.ts';
import { OUTCOMES, openChecks } from './check-look.ts';

/** How many checks passed, and by name those that did not. */
export function CheckSummary({ checks }: { checks: readonly CheckResult[] }) {
  const { checks: texts } = useTexts('admin');
  const passed = checks.filter(({ outcome }) => outcome === 'pass').length;
  return (
    <div className="line line--wrap" style={{ '--gap': '6px' }}>
      <Badge tone={passed > 0 ? 'good' : 'plain'} icon={checks.length > 0 ? 'check' : 'clock'}>
        {texts.passed(passed, checks.length)}
      </Badge>
      {openChecks(checks).map(({ check, outcome }) => (
        <Badge key={check} tone={OUTCOMES[outcome].tone} icon={OUTCOMES[outcome].icon}>
          {texts.names[check]}
        </Badge>
      ))}
    </div>
  );
}
