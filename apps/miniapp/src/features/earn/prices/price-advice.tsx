import { useQuery } from '@tanstack/react-query';
import { useTexts } from '../../../i18n/index.ts';
import { type PriceAdvice as Advice, type ListingView, trpc } from '../../../lib/api/index.ts';
import { Card, ErrorNotice, Fold, Notice, Section, Skeleton } from '../../../ui/index.ts';
import { PriceCurve } from './price-curve.tsx';
import { SpreadBar } from './spread-bar.tsx';

/** For each model of a listing: what others ask, where its price stands, and what prices would have earned. */
export function PriceAdviceSection({ listing }: { listing: ListingView }) {
  const { prices: texts } = useTexts('earn').console;
  return (
    <Section title={texts.title}>
      {listing.offers.map((offer) => (
        <OfferAdvice key={offer.offerId} offer={offer} listingId={listing.listingId} />
      ))}
      <Fold title={texts.rulesTitle} about={texts.rulesAbout}>
        <ul className="small price-rules">
          {texts.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Fold>
    </Section>
  );
}

function OfferAdvice({ offer, listingId }: { offer: ListingView['offers'][number]; listingId: string }) {
  const { modelId } = offer;
  const advice = useQuery(trpc.console.prices.queryOptions({ modelId, listingId }));
  return (
    <Card>
      <div className="stack" style={{ '--gap': '16px' }}>
        <h3>{offer.modelName}</h3>
        {advice.error && <ErrorNotice error={advice.error} onRetry={() => advice.refetch()} />}
        {advice.isPending && <Skeleton height={200} />}
        {advice.data && (
          <>
            <Standing advice={advice.data} />
            <PriceCurve advice={advice.data} />
          </>
        )}
      </div>
    </Card>
  );
}

function Standing({ advice: { market, mine } }: { advice: Advice }) {
  const { prices: texts } = useTexts('earn').console;
  const { tiers } = useTexts('core');
  if (!market) return <p className="muted small">{texts.alone}</p>;
  const scope = market.tier ? texts.ofTier(tiers[market.tier].name) : texts.allTiers;
  return (
    <div className="stack" style={{ '--gap': '12px' }}>
      <p className="muted small">
        {texts.others(market.offers)} · {scope}
      </p>
      <SpreadBar name={texts.input} spread={market.input} own={mine?.price.inputMicroUsdPerMTok ?? null} />
      <SpreadBar name={texts.output} spread={market.output} own={mine?.price.outputMicroUsdPerMTok ?? null} />
      {mine?.percentOfMedian != null && <p className="small strong">{texts.standing(mine.percentOfMedian)}</p>}
      {mine?.side && (
        <Notice tone="warn" icon="warn">
          {texts[mine.side]}
        </Notice>
      )}
      {market.offers < 3 && <p className="muted tiny">{texts.few}</p>}
    </div>
  );
}
