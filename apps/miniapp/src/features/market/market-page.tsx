import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage, useTexts } from '../../i18n/index.ts';
import { trpc, useCanBuy, useConfig } from '../../lib/api/index.ts';
import { usd } from '../../lib/format/index.ts';
import { Button, EmptyState, ErrorNotice, Notice, Page } from '../../ui/index.ts';
import { MarketFilters } from './market-filters.tsx';
import { ModelList, ModelListSkeleton } from './model-list.tsx';
import { type ModelFilter, rankModels } from './rank-models.ts';
import './market.css';

const REFRESH_MS = 15_000;
const ALL: ModelFilter = { search: '', tier: 'any', isOnline: false, sort: 'price' };

export default function MarketPage() {
  const texts = useTexts('market');
  const language = useLanguage();
  const [filter, setFilter] = useState(ALL);
  const { config, rate } = useConfig();
  const models = useQuery(trpc.market.models.queryOptions({}, { refetchInterval: REFRESH_MS }));
  const canBuy = useCanBuy();
  const price = canBuy && config && rate ? texts.rate(config.coin, usd(rate, language)) : null;
  const online = models.data?.reduce((sum, model) => sum + model.nodesOnline, 0);
  return (
    <Page
      isWide
      title={texts.title}
      lead={online === undefined ? ' ' : [texts.lead(texts.machines(online)), price].filter(Boolean).join(' · ')}
    >
      {canBuy && !rate && (
        <Notice tone="warn" icon="clock">
          {texts.noRate}
        </Notice>
      )}
      {config && !config.isBuyingEnabled && <Notice tone="warn">{texts.buyingPaused}</Notice>}
      <MarketFilters filter={filter} onChange={setFilter} />
      {models.error && <ErrorNotice error={models.error} onRetry={() => models.refetch()} />}
      {models.isPending && <ModelListSkeleton />}
      {models.data && (
        <Found
          models={rankModels(models.data, filter)}
          isAll={models.data.length === 0}
          onClear={() => setFilter(ALL)}
        />
      )}
    </Page>
  );
}

function Found(props: { models: ReturnType<typeof rankModels>; isAll: boolean; onClear: () => void }) {
  const { empty, noMatch } = useTexts('market');
  const [, navigate] = useLocation();
  if (props.models.length > 0) return <ModelList models={props.models} />;
  if (props.isAll) {
    return (
      <EmptyState
        icon="market"
        title={empty.title}
        action={<Button onClick={() => navigate('/earn')}>{empty.action}</Button>}
      >
        {empty.about}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="search" title={noMatch.title} action={<Button onClick={props.onClear}>{noMatch.action}</Button>}>
      {noMatch.about}
    </EmptyState>
  );
}
