import type { TokenPrice } from '@spindle/shared';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { useConfig } from '../../lib/api/index.ts';
import { usd, usdInCoins } from '../../lib/format/index.ts';

interface PriceTableProps {
  price: Omit<TokenPrice, 'cachedInputMicroUsdPerMTok'> & Partial<TokenPrice>;
  /** What batches pay. */
  batchPrice?: TokenPrice;
}

/** What tokens cost, in dollars and in coins of this minute. */
export function PriceTable({ price, batchPrice }: PriceTableProps) {
  const { model: texts } = useTexts('market');
  const language = useLanguage();
  const { rate } = useConfig();
  const lines = [
    { name: texts.priceIn, microUsd: price.inputMicroUsdPerMTok },
    { name: texts.priceCached, microUsd: price.cachedInputMicroUsdPerMTok },
    { name: texts.priceOut, microUsd: price.outputMicroUsdPerMTok },
    { name: texts.priceBatchIn, microUsd: batchPrice?.inputMicroUsdPerMTok },
    { name: texts.priceBatchOut, microUsd: batchPrice?.outputMicroUsdPerMTok },
  ];
  return (
    <dl className="price-table">
      {lines.map(({ name, microUsd }) =>
        microUsd === undefined ? null : (
          <div key={name}>
            <dt className="muted">{name}</dt>
            <dd className="price-table__usd">{usd(microUsd, language)}</dd>
            <dd className="price-table__coins">{usdInCoins(microUsd, rate, language)}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
