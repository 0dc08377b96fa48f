import { useLanguage } from '../../i18n/index.ts';
import { coinsInUsd, coinsNumber } from '../../lib/format/index.ts';
import './amount.css';

interface AmountProps {
  nano: bigint;
  /** For the dollars below; null shows none. */
  microUsdPerCoin?: bigint | null;
  size?: 'normal' | 'large';
  isSigned?: boolean;
}

/** An amount of the coin, and what it is worth. */
export function Amount({ nano, microUsdPerCoin = null, size = 'normal', isSigned = false }: AmountProps) {
  const language = useLanguage();
  const worth = coinsInUsd(nano, microUsdPerCoin, language);
  return (
    <span className={`amount amount--${size}`}>
      <span className="amount__coins">
        {isSigned && nano > 0n && '+'}
        {coinsNumber(nano, language)} <span className="amount__symbol">TON</span>
      </span>
      {worth && <span className="amount__worth">≈ {worth}</span>}
    </span>
  );
}
