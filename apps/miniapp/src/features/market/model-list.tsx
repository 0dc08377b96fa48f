import { Suspense } from 'react';
import { Link } from 'wouter';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { type ModelCard, useCanBuy, useConfig } from '../../lib/api/index.ts';
import { contextLength, parameters, usd, usdInCoins } from '../../lib/format/index.ts';
import { Card, MakerMark, Section, Skeleton, TestEngineBadge, TierBadge } from '../../ui/index.ts';
import { CloudHint } from './late-cloud-hint.ts';
import { SpeedLine } from './speed-line.tsx';

/** What is for sale, and below it what nobody sells yet. */
export function ModelList({ models }: { models: ModelCard[] }) {
  const texts = useTexts('market');
  const canBuy = useCanBuy();
  const sold = models.filter(({ offers }) => offers > 0);
  const unsold = models.filter(({ offers }) => offers === 0);
  return (
    <>
      {sold.length > 0 && (
        <div className="stack" style={{ '--gap': '8px' }}>
          <div className="line line--spread muted tiny model-list__head">
            <span>{texts.models(sold.length)}</span>
            {canBuy && <span>{texts.perMTokOut}</span>}
          </div>
          <Models models={sold} />
        </div>
      )}
      {unsold.length > 0 && (
        <Section title={texts.noOffers}>
          <Models models={unsold} />
        </Section>
      )}
    </>
  );
}

const Models = ({ models }: { models: ModelCard[] }) => (
  <ul className="model-list">
    {models.map((model) => (
      <li key={model.modelId}>
        <ModelItem model={model} />
      </li>
    ))}
  </ul>
);

function ModelItem({ model }: { model: ModelCard }) {
  const texts = useTexts('market');
  const language = useLanguage();
  const canBuy = useCanBuy();
  const size = `${parameters(model.parametersB, language)} · ${contextLength(model.contextLength, language)} ${texts.model.context}`;
  return (
    <Link href={`/model?id=${encodeURIComponent(model.modelId)}`} className="model-item card">
      <div className="line" style={{ '--gap': '12px', alignItems: 'flex-start' }}>
        <MakerMark maker={model.maker} />
        <div className="grow">
          <h2 className="cut title">{model.name}</h2>
          <div className="muted tiny cut">
            {model.maker} · {size}
          </div>
        </div>
        {canBuy && model.from && <FromPrice from={model.from} />}
      </div>
      {model.offers > 0 && (
        <>
          <div className="line line--wrap" style={{ '--gap': '6px' }}>
            {model.isTestEngine && <TestEngineBadge />}
            {model.tiers.map((tier) => (
              <TierBadge key={tier} tier={tier} />
            ))}
          </div>
          {canBuy && model.from && (
            <Suspense>
              <CloudHint modelId={model.modelId} offer={model.from} />
            </Suspense>
          )}
          <SpeedLine
            tokensPerSecond={model.bestTokensPerSecond}
            firstTokenMs={model.bestFirstTokenMs}
            freeSlots={model.freeSlots}
            nodesOnline={model.nodesOnline}
          />
        </>
      )}
    </Link>
  );
}

function FromPrice({ from }: { from: NonNullable<ModelCard['from']> }) {
  const texts = useTexts('market');
  const language = useLanguage();
  const { rate } = useConfig();
  return (
    <div className="from-price">
      <div>
        <span className="muted tiny">{texts.from}</span>{' '}
        <span className="strong">{usd(from.outputMicroUsdPerMTok, language)}</span>
      </div>
      <div className="muted tiny">{usdInCoins(from.outputMicroUsdPerMTok, rate, language)}</div>
    </div>
  );
}

export function ModelListSkeleton() {
  return (
    <div className="model-list" aria-hidden="true">
      {[0, 1, 2, 3].map((key) => (
        <Card key={key}>
          <div className="line" style={{ '--gap': '12px' }}>
            <Skeleton width={42} height={42} />
            <div className="grow stack" style={{ '--gap': '6px' }}>
              <Skeleton width="60%" height={18} />
              <Skeleton width="40%" height={13} />
            </div>
            <Skeleton width={64} height={32} />
          </div>
          <div style={{ height: 52 }} />
        </Card>
      ))}
    </div>
  );
}
