import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { type EarnChart, trpc } from '../../../lib/api/index.ts';
import { Card, Chips, ChoiceField, EmptyState, ErrorNotice, Segmented, Skeleton, useNow } from '../../../ui/index.ts';
import { DownloadIncome } from './download-income.tsx';
import { IncomeChart } from './income-chart.tsx';
import { FIRST_CHOICE, type IncomeChoice, isNothingEarned, METRICS, PERIODS, rangeOf } from './income-choice.ts';
import { useModelNames } from './use-model-names.ts';
import './income.css';

const REFRESH_MS = 15_000;

/** What machines earned by hour or day, told apart by model or listing; of all listings, or of one. */
export function IncomeSection({ listingId }: { listingId?: string }) {
  const { income: texts } = useTexts('earn').console;
  const [choice, setChoice] = useState<IncomeChoice>({ ...FIRST_CHOICE, listingId: listingId ?? '' });
  const range = rangeOf(choice, useNow(REFRESH_MS));
  const chart = useQuery(
    trpc.console.chart.queryOptions(
      { ...range, groupBy: choice.group },
      { refetchInterval: REFRESH_MS, placeholderData: keepPreviousData },
    ),
  );
  const isEmpty = chart.data && isNothingEarned(chart.data, choice, listingId);
  return (
    <>
      <Chips
        label={texts.period}
        value={choice.period}
        options={PERIODS.map((value) => ({ value, label: texts.periods[value] }))}
        onChange={(period) => setChoice({ ...choice, period })}
      />
      {chart.error && <ErrorNotice error={chart.error} onRetry={() => chart.refetch()} />}
      {chart.isPending && <Skeleton height={380} />}
      {isEmpty && (
        <Card>
          <EmptyState icon="clock" title={texts.empty}>
            {texts.emptyAbout}
          </EmptyState>
        </Card>
      )}
      {chart.data && !isEmpty && (
        <>
          <Segmented
            label={texts.metric}
            value={choice.metric}
            options={METRICS.map((value) => ({ value, label: texts.metrics[value] }))}
            onChange={(metric) => setChoice({ ...choice, metric })}
          />
          <IncomeChart
            key={choice.period}
            chart={chart.data}
            metric={choice.metric}
            group={listingId === undefined ? choice.group : null}
            onGroup={(group) => setChoice({ ...choice, group })}
          />
          <Filters
            choices={chart.data.choices}
            choice={choice}
            onChange={setChoice}
            hasListing={listingId === undefined}
          />
          <DownloadIncome range={range} />
          <p className="muted small">{texts.utc}</p>
        </>
      )}
    </>
  );
}

interface FiltersProps {
  choices: EarnChart['choices'];
  choice: IncomeChoice;
  hasListing: boolean;
  onChange: (choice: IncomeChoice) => void;
}

function Filters({ choices, choice, hasListing, onChange }: FiltersProps) {
  const { income: texts } = useTexts('earn').console;
  const nameOf = useModelNames();
  const all = { value: '', label: texts.all };
  const listings = choices.listings.map(({ id, title }) => ({ value: id, label: title ?? id }));
  const models = choices.models.map((id) => ({ value: id, label: nameOf(id) }));
  return (
    <div className={hasListing ? 'price-fields' : ''}>
      {hasListing && (
        <ChoiceField
          label={texts.listing}
          value={choice.listingId}
          groups={[{ label: texts.listing, options: [all, ...listings] }]}
          onChange={(id) => onChange({ ...choice, listingId: id })}
        />
      )}
      <ChoiceField
        label={texts.model}
        value={choice.modelId}
        groups={[{ label: texts.model, options: [all, ...models] }]}
        onChange={(modelId) => onChange({ ...choice, modelId })}
      />
    </div>
  );
}
