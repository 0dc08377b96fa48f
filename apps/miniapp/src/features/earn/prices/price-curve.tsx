import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import { type PriceAdvice, useConfig } from '../../../lib/api/index.ts';
import { usd, usdInCoins } from '../../../lib/format/index.ts';
import { DayChart } from '../../../ui/index.ts';

type Point = NonNullable<PriceAdvice['curve']>[number];

/** What each price would have earned from last week's requests: a column for each price; pressed, it says its numbers. */
export function PriceCurve({ advice: { curve, demand, market, mine } }: { advice: PriceAdvice }) {
  const { prices: texts } = useTexts('earn').console;
  const language = useLanguage();
  const { rate } = useConfig();
  const [chosen, setChosen] = useState<number | null>(null);
  if (!curve) {
    const isPriced = market !== null || mine !== null;
    return <p className="muted small">{isPriced ? texts.curveUnknown(demand.requests) : texts.curveNone}</p>;
  }
  const best = bestOf(curve);
  const shown = curve[chosen ?? best];
  const most = Number(curve[best]?.earnedMicroUsd ?? 0n);
  if (most === 0) {
    return (
      <div className="stack" style={{ '--gap': '6px' }}>
        <h3 className="small">{texts.curve}</h3>
        <p className="small">{texts.curveZero(demand.requests)}</p>
      </div>
    );
  }
  const columns = curve.map((point, at) => ({
    name: texts.curveOf(point.percent),
    text: usd(point.earnedMicroUsd, language),
    parts:
      point.earnedMicroUsd > 0n
        ? [{ color: colorOf(point, at === best), share: Number(point.earnedMicroUsd) / most }]
        : [],
  }));
  return (
    <div className="stack" style={{ '--gap': '10px' }}>
      <h3 className="small">{texts.curve}</h3>
      {shown && (
        <div>
          <div className="line line--wrap line--spread" style={{ '--gap': '0 8px' }}>
            <span className="strong">{usd(shown.earnedMicroUsd, language)}</span>
            <span className="muted small">{usdInCoins(shown.earnedMicroUsd, rate, language)}</span>
          </div>
          <div className="muted small">
            {chosen === null ? `${texts.curveBest} · ` : ''}
            {texts.curvePrice(
              usd(shown.price.inputMicroUsdPerMTok, language),
              usd(shown.price.outputMicroUsdPerMTok, language),
            )}{' '}
            · {texts.curveRequests(shown.requests, demand.requests)}
          </div>
        </div>
      )}
      <DayChart
        label={texts.curve}
        days={columns}
        peak={usd(curve[best]?.earnedMicroUsd ?? 0n, language)}
        chosen={chosen}
        onChoose={setChosen}
      />
    </div>
  );
}

/** The place of the price that would have earned most; the dearer of equals. */
function bestOf(curve: readonly Point[]): number {
  let best = 0;
  for (const [at, point] of curve.entries()) {
    if (point.earnedMicroUsd >= (curve[best]?.earnedMicroUsd ?? 0n) && point.earnedMicroUsd > 0n) best = at;
  }
  return best;
}

/** The price that stands, the best one, and the others. */
function colorOf({ percent }: Point, isBest: boolean): string {
  if (isBest) return 'var(--good)';
  return percent === 100 ? 'var(--text)' : 'var(--link)';
}
