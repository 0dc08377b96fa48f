import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { useTexts } from '../../i18n/index.ts';
import { type ModelPage as ModelPageView, trpc, useCanBuy } from '../../lib/api/index.ts';
import { Card, ErrorNotice, Notice, Page, Section, Skeleton, TestEngineBadge, TierBadge } from '../../ui/index.ts';
import { AskButtons } from './ask-buttons.tsx';
import { CloudPrices } from './cloud-line.tsx';
import { ModelFacts } from './model-facts.tsx';
import { ModelOffers } from './model-offers.tsx';
import { PriceTable } from './price-table.tsx';
import './market.css';

const REFRESH_MS = 10_000;

export default function ModelPage() {
  const [search] = useSearchParams();
  const modelId = search.get('id') ?? '';
  const page = useQuery(trpc.market.model.queryOptions({ modelId }, { refetchInterval: REFRESH_MS }));
  return (
    <Page
      title={page.data?.model.name ?? (page.isPending ? <Skeleton width={220} height={30} /> : modelId)}
      lead={page.data?.model.maker ?? ' '}
      back="/"
      isWide
    >
      {page.error && <ErrorNotice error={page.error} onRetry={() => page.refetch()} />}
      {page.isPending && <Skeleton height={180} />}
      {page.data && <ModelView page={page.data} />}
    </Page>
  );
}

function ModelView({ page }: { page: ModelPageView }) {
  const { model } = page;
  const { model: texts } = useTexts('market');
  const { testEngine } = useTexts('core');
  const canBuy = useCanBuy();
  return (
    <>
      <div className="line line--wrap" style={{ '--gap': '6px', marginTop: '-8px' }}>
        {model.isTestEngine && <TestEngineBadge />}
        {model.tiers.map((tier) => (
          <TierBadge key={tier} tier={tier} />
        ))}
      </div>
      {model.isTestEngine && (
        <Notice tone="warn" icon="flask" title={testEngine.name}>
          {testEngine.about}
        </Notice>
      )}
      <div className="beside">
        <div className="beside__side beside__side--end">
          {canBuy && model.from && (
            <Section title={texts.price} note={texts.priceNote}>
              <Card>
                <PriceTable price={model.from} />
              </Card>
            </Section>
          )}
          {canBuy && model.from && <CloudPrices modelId={model.modelId} offer={model.from} />}
          {model.offers > 0 && <AskButtons modelId={model.modelId} tiers={model.tiers} />}
        </div>
        <div>
          <ModelOffers page={page} />
        </div>
      </div>
      <ModelFacts model={model} />
    </>
  );
}
