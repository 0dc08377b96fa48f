import { lazy, Suspense } from 'react';
import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type OfferCard, useConfig } from '../../lib/api/index.ts';
import { usd, usdInCoins } from '../../lib/format/index.ts';
import { TierBadge } from '../../ui/index.ts';
import { SpeedLine } from './speed-line.tsx';

const CloudHint = lazy(() => import('./cloud-hint.tsx'));

/** One listing's offer of a model. */
export function OfferItem({ offer, modelId }: { offer: OfferCard; modelId: string }) {
  const texts = useTexts('market');
  const language = useLanguage();
  const { rate } = useConfig();
  const hardware = `${offer.gpuCount > 1 ? `${offer.gpuCount} × ` : ''}${offer.hardware.name}`;
  const { inputMicroUsdPerMTok: input, outputMicroUsdPerMTok: output } = offer.price;
  return (
    <Link href={`/listings/${offer.listingId}`} className="model-item card" aria-label={offer.title}>
      <div className="line" style={{ '--gap': '12px', alignItems: 'flex-start' }}>
        <div className="grow">
          <h3 className="cut">{offer.title}</h3>
          <div className="muted tiny cut">
            {texts.model.by(offer.providerName)} · {hardware} · {offer.region}
          </div>
        </div>
        <div className="from-price">
          <div className="strong">
            {usd(output, language)} <span className="muted tiny">{texts.output}</span>
          </div>
          <div className="muted tiny">
            {usd(input, language)} {texts.input}
          </div>
        </div>
      </div>
      <div className="line line--spread">
        <TierBadge tier={offer.tier} />
        <span className="muted tiny">{usdInCoins(output, rate, language)}</span>
      </div>
      <Suspense>
        <CloudHint modelId={modelId} offer={offer.price} />
      </Suspense>
      <SpeedLine {...offer} />
    </Link>
  );
}
