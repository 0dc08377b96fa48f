import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { KeyView } from '../../../lib/api/index.ts';
import { coins, coinsNumber } from '../../../lib/format/index.ts';
import { type Meter, metersOf } from './meters-of.ts';
import './keys.css';

const NEAR = 0.8;

/** How much of a cap is spent. */
export function CapBar({ share }: { share: number }) {
  return (
    <span className="cap-bar" aria-hidden="true">
      {share > 0 && (
        <span className={share >= NEAR ? 'cap-bar__near' : undefined} style={{ width: `${share * 100}%` }} />
      )}
    </span>
  );
}

/** Every cap of a key, how far it is used, and when it frees up. */
export function CapMeters({ view }: { view: KeyView }) {
  const { keys: texts } = useTexts('build');
  const language = useLanguage();
  const { meters } = metersOf(view);
  return (
    <div className="cap-meters">
      {meters.map((meter) => (
        <CapMeter key={meter.period} meter={meter} />
      ))}
      {view.capNano === null && (
        <div className="line line--spread small">
          <span className="strong">{texts.periods.total}</span>
          <span>
            {coins(view.spentNano, language)} <span className="muted">· {texts.noCap}</span>
          </span>
        </div>
      )}
      {view.heldNano > 0n && <p className="muted tiny">{texts.held(coins(view.heldNano, language))}</p>}
    </div>
  );
}

function CapMeter({ meter }: { meter: Meter }) {
  const { keys: texts } = useTexts('build');
  const language = useLanguage();
  return (
    <div>
      <div className="line line--spread small">
        <span className="strong">{texts.periods[meter.period]}</span>
        <span>
          {coinsNumber(meter.spentNano, language)}{' '}
          <span className="muted">{texts.ofCap(coins(meter.capNano, language))}</span>
        </span>
      </div>
      <CapBar share={meter.share} />
      {meter.share === 1 && <p className="warn tiny">{texts.frees[meter.period]}</p>}
    </div>
  );
}
