import { useLanguage, useTexts } from '../../i18n/index.ts';
import type { OwnerReview } from '../../lib/api/index.ts';
import { moment, shortened } from '../../lib/format/index.ts';
import { Badge } from '../../ui/index.ts';

type Loss = Omit<OwnerReview['losses'][number], 'mayAppeal'>;

/** Which badge was taken off, when, why, and by which numbers. */
export function LossLines({ loss }: { loss: Loss }) {
  const { loss: texts } = useTexts('review');
  const { badge } = useTexts('proof');
  const language = useLanguage();
  const why = loss.nodeId === null ? badge.codes[loss.code] : texts.found[loss.code];
  const numbers = useNumbers(loss);
  return (
    <div className="stack" style={{ '--gap': '6px' }}>
      <div className="line line--wrap line--spread">
        <Badge tone="bad">{loss.nodeId === null ? texts.verified : texts.machine(shortened(loss.nodeId, 4, 4))}</Badge>
        <span className="muted tiny">{moment(loss.atMs, language)}</span>
      </div>
      <p className="small">{why ?? loss.code}</p>
      {numbers && <p className="small strong">{numbers}</p>}
    </div>
  );
}

/** What it was judged by; null where the reason says all. */
function useNumbers({ nodeId, code, evidence }: Loss): string | null {
  const { loss: texts } = useTexts('review');
  const language = useLanguage();
  const number = (name: string) => (evidence[name] ?? 0).toLocaleString(language, { maximumFractionDigits: 1 });
  if (nodeId !== null) return texts.canaries(number('failed'), number('of'));
  if (code === 'canaries_failed') return texts.suspected(number('suspectedNodes'));
  if (code === 'success_low') return texts.success(number('successPercent'), number('successNeeded'));
  if (code !== 'speed_implausible' || evidence.mostPossible === undefined) return null;
  return texts.speed(number('tokensPerSecond'), number('leastPossible'), number('mostPossible'));
}
