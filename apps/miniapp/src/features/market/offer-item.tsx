import { Suspense } from 'react';
import { Link } from 'wouter';
import { hardwareNames, useLanguage, useTexts } from '../../i18n/index.ts';
import { type OfferCard, useCanBuy, useConfig } from '../../lib/api/index.ts';
import { usd, usdInCoins } from '../../lib/format/index.ts';
import { haptic } from '../../lib/telegram/index.ts';
import { TierBadge } from '../../ui/index.ts';
import { CloudHint } from './late-cloud-hint.ts';
import { Rating } from './rating.tsx';
import { SpeedLine } from './speed-line.tsx';

interface OfferItemProps {
  offer: OfferCard;
  modelId: string;
  /** Whether it is among those that are compared; null while nobody compares: it then leads to its listing. */
  isChosen: boolean | null;
  onChoose: () => void;
}

/** One listing's offer of a model. */
export function OfferItem({ offer, modelId, isChosen, onChoose }: OfferItemProps) {
  const content = <OfferContent offer={offer} modelId={modelId} />;
  if (isChosen === null) {
    return (
      <Link href={`/listings/${offer.listingId}`} className="model-item card">
        {content}
      </Link>
    );
  }
  const choose = () => {
    haptic.select();
    onChoose();
  };
  return (
    <button type="button" className="model-item model-item--choice card" aria-pressed={isChosen} onClick={choose}>
      {content}
    </button>
  );
}

function OfferContent({ offer, modelId }: Pick<OfferItemProps, 'offer' | 'modelId'>) {
  const texts = useTexts('market');
  const language = useLanguage();
  const { rate } = useConfig();
  const canBuy = useCanBuy();
  const hardware = hardwareNames(offer.hardware.name, offer.gpuCount, language);
  const { inputMicroUsdPerMTok: input, outputMicroUsdPerMTok: output } = offer.price;
  return (
    <>
      <div className="line" style={{ '--gap': '12px', alignItems: 'flex-start' }}>
        <div className="grow">
          <h3 className="cut">{offer.title}</h3>
          <div className="muted tiny cut">{texts.model.by(offer.providerName)}</div>
        </div>
        {canBuy && (
          <div className="from-price">
            <div className="strong">
              {usd(output, language)} <span className="muted tiny">{texts.output}</span>
            </div>
            <div className="muted tiny">
              {usd(input, language)} {texts.input}
            </div>
          </div>
        )}
      </div>
      <div className="muted tiny">
        {hardware} · {offer.region}
      </div>
      <div className="line line--spread">
        <span className="line" style={{ '--gap': '10px' }}>
          <TierBadge tier={offer.tier} />
          <Rating reviews={offer.reviews} />
        </span>
        {canBuy && <span className="muted tiny">{usdInCoins(output, rate, language)}</span>}
      </div>
      {canBuy && (
        <Suspense>
          <CloudHint modelId={modelId} offer={offer.price} />
        </Suspense>
      )}
      <SpeedLine {...offer} />
    </>
  );
}
