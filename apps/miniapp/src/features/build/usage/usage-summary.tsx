import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { UsageChart } from '../../../lib/api/index.ts';
import { coins, duration, measured, shortDay, usd, whole } from '../../../lib/format/index.ts';
import { colorOf } from '../../../ui/charts/series-color.ts';
import { Amount, Card, DayChart, Segmented } from '../../../ui/index.ts';
import { type AddedUp, addUp, amountOf, dayTotal, heightsOf } from './chart-days.ts';
import { GROUPS, type Group, type Metric } from './choice.ts';

interface UsageSummaryProps {
  chart: UsageChart;
  metric: Metric;
  group: Group;
  onGroup: (group: Group) => void;
}

/** Sums of the period, day by day: pressed, a day shows its own. */
export function UsageSummary({ chart, metric, group, onGroup }: UsageSummaryProps) {
  const { usage: texts } = useTexts('build');
  const language = useLanguage();
  const shown = useShownAmount(metric);
  const [chosen, setChosen] = useState<number | null>(null);
  const day = chosen !== null && chosen < chart.days.length ? chosen : null;
  const { peakDay, shares } = heightsOf(chart, metric);
  const sums = day === null ? addUp(chart.series.flatMap(({ days }) => days)) : dayTotal(chart, day);
  const days = chart.days.map((name, at) => ({
    name: shortDay(name, language),
    text: `${shown(dayTotal(chart, at))}, ${texts.requests(dayTotal(chart, at).requests)}`,
    parts: chart.series
      .map(({ id }, place) => ({ color: colorOf(id, place), share: shares[at]?.[place] ?? 0 }))
      .filter(({ share }) => share > 0),
  }));
  return (
    <Card>
      <div className="stack" style={{ '--gap': '16px' }}>
        <div>
          <div className="muted small">{day === null ? texts.spentInPeriod : days[day]?.name}</div>
          <div className="line line--wrap line--spread" style={{ '--gap': '0 8px' }}>
            <Amount nano={sums.costNano} size="large" />
            <span className="muted">{usd(sums.costMicroUsd, language)}</span>
          </div>
        </div>
        <DayChart
          label={texts.chart[metric]}
          days={days}
          peak={texts.peak(shown(dayTotal(chart, peakDay)))}
          chosen={day}
          onChoose={setChosen}
        />
        <Segmented
          label={texts.group}
          value={group}
          options={GROUPS.map((value) => ({ value, label: texts.groups[value] }))}
          onChange={onGroup}
        />
        <Legend chart={chart} metric={metric} day={day} />
        <Facts sums={sums} means={chart.total} />
      </div>
    </Card>
  );
}

/** The other numbers of the same requests. Means are of the whole period. */
function Facts({ sums, means }: { sums: AddedUp; means: UsageChart['total'] }) {
  const { usage: texts } = useTexts('build');
  const language = useLanguage();
  const { firstTokenMs, tokensPerSecond } = means;
  const lines = [
    [texts.requestsName, whole(sums.requests, language)],
    [texts.tokensInOut, `${whole(sums.inputTokens, language)} / ${whole(sums.outputTokens, language)}`],
    [texts.firstToken, firstTokenMs === null ? '–' : duration(firstTokenMs, language)],
    [texts.speed, tokensPerSecond === null ? '–' : texts.perSecond(measured(tokensPerSecond, language))],
  ];
  return (
    <dl className="usage-legend usage-legend--facts">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt className="small muted">{name}</dt>
          <dd className="small strong">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Which colour is whose, and what each comes to. */
function Legend({ chart, metric, day }: { chart: UsageChart; metric: Metric; day: number | null }) {
  const shown = useShownAmount(metric);
  const nameOf = useSeriesName();
  return (
    <dl className="usage-legend">
      {chart.series.map((series, place) => {
        const sums = addUp(day === null ? series.days : series.days.slice(day, day + 1));
        return (
          <div key={series.id} className={amountOf(sums, metric) === 0 ? 'usage-legend__none' : undefined}>
            <dt className="small">
              <span className="usage-legend__key" style={{ background: colorOf(series.id, place) }} />
              {nameOf(series)}
            </dt>
            <dd className="small strong">{shown(sums)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** How a series is called: a model by its id, a key by its name. */
export function useSeriesName(): (series: { id: string; name: string | null }) => string {
  const { usage: texts } = useTexts('build');
  return ({ id, name }) => {
    if (id === 'app') return texts.miniApp;
    return id === 'others' ? texts.others : (name ?? id);
  };
}

function useShownAmount(metric: Metric): (sums: AddedUp) => string {
  const { tokens } = useTexts('core');
  const { usage: texts } = useTexts('build');
  const language = useLanguage();
  return (sums) => {
    if (metric === 'cost') return coins(sums.costNano, language);
    return metric === 'tokens' ? tokens(amountOf(sums, metric)) : texts.requests(sums.requests);
  };
}
