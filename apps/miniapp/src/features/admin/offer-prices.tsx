import { useQuery } from '@tanstack/react-query';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ListingView, trpc } from '../../lib/api/index.ts';
import { usd } from '../../lib/format/index.ts';
import { Badge, TestEngineBadge } from '../../ui/index.ts';
import { comparePrice } from './compare-price.ts';

type Offer = ListingView['offers'][number];

/** What the listing asks for each model, beside the lowest that the market has now. */
export function OfferPrices({ offers }: { offers: Offer[] }) {
  const { evidence: texts } = useTexts('admin');
  const models = useQuery(trpc.market.models.queryOptions({}));
  const lowestOf = (modelId: string) =>
    models.data?.find((model) => model.modelId === modelId)?.from?.outputMicroUsdPerMTok ?? null;
  return (
    <section aria-label={texts.offers}>
      <div className="line line--spread muted tiny">
        <span>{texts.offers}</span>
        <span>{texts.perMTok}</span>
      </div>
      <ul className="offer-prices">
        {offers.map((offer) => (
          <li key={offer.offerId} className="offer-price">
            <div className="line line--spread">
              <span className="strong cut">{offer.modelName}</span>
              {offer.isTestEngine && <TestEngineBadge />}
            </div>
            <OfferPrice offer={offer} />
            {models.data && (
              <Compared outputMicroUsd={offer.outputMicroUsdPerMTok} lowestMicroUsd={lowestOf(offer.modelId)} />
            )}
          </li>
        ))}
      </ul>
      {offers.length === 0 && <p className="muted small">{texts.noOffers}</p>}
    </section>
  );
}

function OfferPrice({ offer }: { offer: Offer }) {
  const { evidence: texts } = useTexts('admin');
  const language = useLanguage();
  const { inputMicroUsdPerMTok: input, cachedInputMicroUsdPerMTok: cached, outputMicroUsdPerMTok: output } = offer;
  return (
    <div className="line small" style={{ '--gap': '14px' }}>
      <span>
        <span className="muted">{texts.input}</span> {usd(input, language)}
      </span>
      <span>
        <span className="muted">{texts.cached}</span> {usd(cached, language)}
      </span>
      <span>
        <span className="muted">{texts.output}</span> <span className="strong">{usd(output, language)}</span>
      </span>
    </div>
  );
}

function Compared({ outputMicroUsd, lowestMicroUsd }: { outputMicroUsd: bigint; lowestMicroUsd: bigint | null }) {
  const { compared: texts } = useTexts('admin');
  const language = useLanguage();
  const comparison = comparePrice(outputMicroUsd, lowestMicroUsd);
  if (comparison.kind === 'only' || comparison.kind === 'same') {
    return (
      <div>
        <Badge>{texts.plain[comparison.kind]}</Badge>
      </div>
    );
  }
  return (
    <div className="line line--wrap" style={{ '--gap': '6px' }}>
      <Badge tone={comparison.isOdd ? 'warn' : comparison.kind === 'below' ? 'good' : 'plain'}>
        {texts[comparison.kind](comparison.percent)}
      </Badge>
      {lowestMicroUsd !== null && <span className="muted tiny">{texts.lowest(usd(lowestMicroUsd, language))}</span>}
    </div>
  );
}
