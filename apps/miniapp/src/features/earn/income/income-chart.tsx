import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/index.ts';
import type { EarnChart } from '../../../lib/api/index.ts';
import { coins, moment, shortDay, usd, whole } from '../../../lib/format/index.ts';
import { colorOf } from '../../../ui/charts/series-color.ts';
import { Amount, Card, DayChart, Segmented } from '../../../ui/index.ts';
import { addUp, amountOf, bucketTotal, GROUPS, type Group, heightsOf, isHourly, type Metric } from './income-choice.ts';
import { useModelNames } from './use-model-names.ts';

type Sums = EarnChart['total'];

interface IncomeChartProps {
  chart: EarnChart;
  metric: Metric;
  /** Null for earnings of one listing, which are told apart by model alone. */
  group: Group | null;
  onGroup: (group: Group) => void;
}

/** Sums of the period by hour or day: pressed, a column shows its own. */
export function IncomeChart({ chart, metric, group, onGroup }: IncomeChartProps) {
  const { income: texts } = useTexts('earn').console;
  const language = useLanguage();
  const shown = useShownAmount(metric);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen !== null && chosen < chart.bucketsMs.length ? chosen : null;
  const { peakAt, shares } = heightsOf(chart, metric);
  const sums = at === null ? chart.total : bucketTotal(chart, at);
  const nameOf = (ms: number) =>
    isHourly(chart) ? moment(ms, language) : shortDay(new Date(ms).toISOString().slice(0, 10), language);
  const columns = chart.bucketsMs.map((ms, index) => ({
    name: nameOf(ms),
    text: `${shown(bucketTotal(chart, index))}, ${texts.requests(bucketTotal(chart, index).requests)}`,
    parts: chart.series
      .map(({ id }, place) => ({ color: colorOf(id, place), share: shares[index]?.[place] ?? 0 }))
      .filter(({ share }) => share > 0),
  }));
  return (
    <Card>
      <div className="stack" style={{ '--gap': '16px' }}>
        <div>
          <div className="muted small">{at === null ? texts.earned : columns[at]?.name}</div>
          <div className="line line--wrap line--spread" style={{ '--gap': '0 8px' }}>
            <Amount nano={sums.earnedNano} size="large" />
            <span className="muted">{usd(sums.earnedMicroUsd, language)}</span>
          </div>
        </div>
        <DayChart
          label={texts.chart}
          days={columns}
          peak={texts.peak(shown(bucketTotal(chart, peakAt)))}
          chosen={at}
          onChoose={setChosen}
        />
        {group && (
          <Segmented
            label={texts.group}
            value={group}
            options={GROUPS.map((value) => ({ value, label: texts.groups[value] }))}
            onChange={onGroup}
          />
        )}
        <Legend chart={chart} shown={shown} at={at} />
        <dl className="income-legend income-legend--facts">
          <div>
            <dt className="small muted">{texts.tokensInOut}</dt>
            <dd className="small strong">
              {whole(sums.inputTokens, language)} / {whole(sums.outputTokens, language)}
            </dd>
          </div>
        </dl>
      </div>
    </Card>
  );
}

/** Which colour is whose, and what each comes to. */
function Legend({ chart, shown, at }: { chart: EarnChart; shown: (sums: Sums) => string; at: number | null }) {
  const { income: texts } = useTexts('earn').console;
  const nameOf = useModelNames();
  return (
    <dl className="income-legend">
      {chart.series.map(({ id, name, buckets }, place) => (
        <div key={id}>
          <dt className="small">
            <span className="income-legend__key" style={{ background: colorOf(id, place) }} />
            {id === 'others' ? texts.others : (name ?? nameOf(id))}
          </dt>
          <dd className="small strong">{shown(addUp(at === null ? buckets : buckets.slice(at, at + 1)))}</dd>
        </div>
      ))}
    </dl>
  );
}

function useShownAmount(metric: Metric): (sums: Sums) => string {
  const { tokens } = useTexts('core');
  const { income: texts } = useTexts('earn').console;
  const language = useLanguage();
  return (sums) => {
    if (metric === 'earned') return coins(sums.earnedNano, language);
    return metric === 'tokens' ? tokens(amountOf(sums, metric)) : texts.requests(sums.requests);
  };
}
