import { useLanguage, useTexts } from '../../i18n/index.ts';
import { duration, measured } from '../../lib/format/index.ts';
import { Dot, Icon } from '../../ui/index.ts';

interface SpeedLineProps {
  tokensPerSecond: number | null;
  firstTokenMs: number | null;
  freeSlots: number;
  nodesOnline: number;
}

/** Measured speed, and whether anyone is free to answer now. */
export function SpeedLine({ tokensPerSecond, firstTokenMs, freeSlots, nodesOnline }: SpeedLineProps) {
  const texts = useTexts('market');
  const language = useLanguage();
  const isFree = freeSlots > 0;
  const now = nodesOnline === 0 ? texts.offline : isFree ? texts.freeSlotsCount(freeSlots) : texts.full;
  return (
    <div className="speed-line">
      {tokensPerSecond === null && firstTokenMs === null && <span>{texts.unmeasured}</span>}
      {tokensPerSecond !== null && (
        <span>
          <Icon name="speed" size={15} />
          {measured(tokensPerSecond, language)} {texts.tokensPerSecond}
        </span>
      )}
      {firstTokenMs !== null && (
        <span>
          <Icon name="clock" size={15} />
          {duration(firstTokenMs, language)}
          <span className="unseen"> {texts.firstToken}</span>
        </span>
      )}
      <span className="speed-line__now">
        <Dot tone={nodesOnline === 0 ? 'plain' : isFree ? 'good' : 'warn'} />
        {now}
      </span>
    </div>
  );
}
