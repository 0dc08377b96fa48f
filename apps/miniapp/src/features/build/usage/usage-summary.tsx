import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { UsageChart } from '../../../lib/api/index.ts';
import { coins, duration, measured, shortDay, usd, whole } from '../../../lib/format/index.ts';
import { Amount, Card, DayChart, Facts } from '../../../ui/index.ts';
import { type AddedUp, addUp, amountOf, dayTotal, heightsOf } from './chart-days.ts';
import type { Metric } from './choice.ts';
import { colorOf } from './series-look.ts';

/** Sums of the period, day by day: pressed, a day shows its own. */
export function UsageSummary({ chart, metric }: { chart: UsageChart; metric: Metric }) {
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
          <div className="line line--spread">
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
        <Legend chart={chart} metric={metric} day={day} />
        <Facts
          entries={[
            { name: texts.requestsName, value: whole(sums.requests, language) },
            {
              name: texts.tokensInOut,
              value: `${whole(sums.inputTokens, language)} / ${whole(sums.outputTokens, language)}`,
            },
            { name: texts.firstToken, value: meanOf(chart.total.firstTokenMs, (ms) => duration(ms, language)) },
            {
              name: texts.speed,
              value: meanOf(chart.total.tokensPerSecond, (speed) => texts.perSecond(measured(speed, language))),
            },
          ]}
        />
      </div>
    </Card>
  );

  function meanOf(value: number | null, say: (value: number) => string): string {
    return value === null ? '–' : say(value);
  }
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
              <span className="legend__key" style={{ background: colorOf(series.id, place) }} />
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
