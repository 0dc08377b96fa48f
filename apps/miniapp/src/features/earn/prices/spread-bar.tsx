import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { PriceAdvice } from '../../../lib/api/index.ts';
import { usd } from '../../../lib/format/index.ts';
import './prices.css';

type Spread = NonNullable<PriceAdvice['market']>['input'];

/** P10 to P90 of what others ask as a bar, the median and one's own price as marks on it. */
export function SpreadBar({ name, spread, own }: { name: string; spread: Spread; own: bigint | null }) {
  const { prices: texts } = useTexts('earn').console;
  const language = useLanguage();
  const { p10, median, p90 } = spread;
  const place = placesOf(spread, own);
  const said = [
    `${texts.p10} ${usd(p10, language)}`,
    `${texts.median} ${usd(median, language)}`,
    `${texts.p90} ${usd(p90, language)}`,
  ];
  return (
    <div className="spread">
      <div className="line line--spread small">
        <span className="muted">{name}</span>
        {own !== null && (
          <span className="strong">
            {texts.yours} {usd(own, language)}
          </span>
        )}
      </div>
      <div className="spread__bar" role="img" aria-label={`${name}: ${said.join(', ')}`}>
        <span className="spread__range" style={{ left: `${place(p10)}%`, right: `${100 - place(p90)}%` }} />
        <span className="spread__median" style={{ left: `${place(median)}%` }} />
        {own !== null && <span className="spread__own" style={{ left: `${place(own)}%` }} />}
      </div>
      <div className="line line--spread muted tiny">
        {said.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </div>
    </div>
  );
}

/** Places in percent, by the logarithm: half and double lie equally far from the median. */
function placesOf({ p10, median, p90 }: Spread, own: bigint | null): (price: bigint) => number {
  const middle = Number(median) || 1;
  const far = (price: bigint) => Math.log2(Math.max(1, Number(price)) / middle);
  const all = [p10, p90, ...(own === null ? [] : [own])].map((price) => Math.abs(far(price)));
  const reach = Math.max(1, ...all);
  return (price) => 50 + (46 * far(price)) / reach;
}
