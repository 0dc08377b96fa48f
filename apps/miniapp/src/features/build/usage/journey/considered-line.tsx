import { useTexts } from '../../../../i18n/index.ts';
import type { UsageReceipt } from '../../../../lib/api/index.ts';

/** How many machines could have answered, and why others could not. */
export function ConsideredLine({ journey }: { journey: UsageReceipt['journey'] }) {
  const { journey: texts } = useTexts('build');
  const { considered, excluded = [] } = journey;
  if (considered === undefined) return null;
  const reasons: Record<string, string> = texts.reasons;
  const left = excluded.map(({ why, count }) => `${reasons[why] ?? words(why)} – ${count}`);
  return (
    <p className="small muted">
      {texts.considered(considered)}
      {left.length > 0 && ` ${texts.leftOut(left.join(', '))}`}
    </p>
  );
}

/** A code that has no text of its own yet is better than none. */
const words = (code: string): string => code.replaceAll('_', ' ');
