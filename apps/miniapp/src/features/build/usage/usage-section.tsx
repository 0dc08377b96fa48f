import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../../i18n/index.ts';
import { trpc } from '../../../lib/api/index.ts';
import { Card, Chips, EmptyState, ErrorNotice, Row, Section, Segmented, Skeleton } from '../../../ui/index.ts';
import { FIRST_CHOICE, filterOf, METRICS } from './choice.ts';
import { DownloadButtons } from './download-buttons.tsx';
import { boundsOf, PERIODS } from './period.ts';
import { UsageFilters } from './usage-filters.tsx';
import { UsageList } from './usage-list.tsx';
import { UsageSummary } from './usage-summary.tsx';
import './usage.css';

/** What the requests of this account, of chat and keys alike, were and cost: by day, and one by one. */
export function UsageSection() {
  const { usage: texts } = useTexts('build');
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [nowMs] = useState(() => Date.now());
  const bounds = boundsOf(choice.period, nowMs);
  const { modelId, key } = choice;
  const chart = useQuery(
    trpc.usage.chart.queryOptions(
      {
        ...{ fromDay: bounds.fromDay, toDay: bounds.toDay, groupBy: choice.group },
        ...(modelId !== '' && { modelId }),
        ...(key !== '' && { key }),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  const isEmpty = chart.data?.choices.models.length === 0;
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
          <EmptyState icon="chat" title={texts.empty}>
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
          <UsageSummary
            key={choice.period}
            chart={chart.data}
            metric={choice.metric}
            group={choice.group}
            onGroup={(group) => setChoice({ ...choice, group })}
          />
          <Section title={texts.title} note={texts.utc}>
            <UsageFilters choice={choice} choices={chart.data.choices} onChange={setChoice} />
            <UsageList filter={filterOf(choice, bounds)} />
            <DownloadButtons filter={filterOf(choice, bounds)} />
            <Card isFlush>
              <Row title={texts.disputes} href="/disputes" />
            </Card>
          </Section>
        </>
      )}
    </>
  );
}
